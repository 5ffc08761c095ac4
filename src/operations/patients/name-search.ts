// How names are searched with what every database can do: compare letter by letter, by an index.
import type { Find } from '#engine';

type Conditions = NonNullable<Find['where']>;

/** Of the words of a text so many are asked for, the longest; the others must fit as well. */
const MOST_WORDS = 3;

export function wordsOf(text = ''): readonly string[] {
  const words = text.normalize('NFC').toLowerCase().split(/\s+/u);
  return words.filter((word) => word !== '');
}

/** What to ask for, one after the other, so that rows come whose columns begin with a word of the text. */
export function beginnings(text: string, columns: readonly string[]): readonly Conditions[] {
  const words = [...wordsOf(text)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  return words.flatMap((word) =>
    columns.flatMap((column) =>
      spellings(word).flatMap((begin): Conditions[] => [
        [{ column, is: begin }],
        [
          { column, above: begin },
          { column, upTo: `${begin}\u{10ffff}` },
        ],
      ]),
    ),
  );
}

/** Whether each word of the text begins one of the names. */
export function namesFit(text: string | undefined, names: readonly (string | null)[]): boolean {
  const parts = wordsOf(names.filter((name) => name !== null).join(' '));
  return wordsOf(text).every((word) => parts.some((part) => part.startsWith(word)));
}

/** The usual ways of writing a name. */
function spellings(lower: string): readonly string[] {
  const [first = '', ...rest] = lower;
  return [first.toUpperCase() + rest.join(''), lower, lower.toUpperCase()];
}
