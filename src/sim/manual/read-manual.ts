// The reference manual as a person reads it: its text, and nothing of the dictionary that it was written from.

/** What the manual says of a table, or of the rows of a table where a column has a value. */
export interface Told {
  readonly table: string;
  /** The rows of the specification's table that it holds; none: it serves the others. */
  readonly kinds: readonly number[];
  readonly where?: { readonly column: string; readonly value: string };
  /** The row that it is edited and sent with: the column that points to it, and its table. */
  readonly with?: { readonly column: string; readonly table: string };
  readonly editedAt: { readonly normal: string; readonly mirrored: string };
  readonly sentTo: readonly string[];
  /** The other sentences of the chapter. */
  readonly also: readonly string[];
}

/** The line of the table "Kinds of data": its row, its table, and which rows of it. */
export interface KindLine {
  readonly row: number;
  readonly table: string;
  readonly where?: { readonly column: string; readonly value: string };
  readonly editedAt: { readonly normal: string; readonly mirrored: string };
  readonly sentTo: readonly string[];
}

export interface Manual {
  readonly kinds: readonly KindLine[];
  readonly told: readonly Told[];
}

export function readManual(text: string): Manual {
  const chapters = text.split(/^## /m).slice(1);
  const kinds = chapters.find((each) => each.startsWith('Kinds of data\n')) ?? '';
  return {
    kinds: kinds.split('\n').flatMap(readKindLine),
    told: chapters.filter((each) => /^[a-z_]+\n/.test(each)).flatMap(readChapter),
  };
}

function readKindLine(line: string): readonly KindLine[] {
  const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''));
  const [row, , table = '', , edited = '', sent = ''] = cells;
  if (row === undefined || !/^\d+$/.test(row)) return [];
  const name = /^\[(\w+)\]/.exec(table)?.[1] ?? '';
  const where = /where (.*)$/.exec(table)?.[1];
  const [normal = '', mirrored = normal] = edited.split(' / ');
  return [
    {
      row: Number(row),
      table: name,
      ...(where !== undefined && { where: readWhere(where) }),
      editedAt: { normal, mirrored },
      sentTo: readSent(sent),
    },
  ];
}

function readChapter(chapter: string): readonly Told[] {
  const [name = '', ...lines] = chapter.split('\n');
  const points = lines.filter((line) => /^ *- /.test(line));
  const own = points.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  const kinds = own.find((line) => line.startsWith(KIND))?.slice(KIND.length) ?? '';
  const column = /edited and sent with its `(\w+)`/.exec(points.join('\n'))?.[1];
  const header = new RegExp(`^\\| \`${column}\` \\| \\[(\\w+)\\]`, 'm').exec(chapter)?.[1];
  const common = {
    table: name,
    kinds: [...kinds.matchAll(/(?:^|, )(\d+) /g)].map(([, number]) => Number(number)),
    ...(column !== undefined && header !== undefined && { with: { column, table: header } }),
    also: own.filter(
      (line) => !/^(Kind of data|Type|Edited at|Sent to|Where |Unique|Pointed)/.test(line),
    ),
  };
  const cases: Told[] = [];
  for (const [i, line] of points.entries()) {
    const where = /^- Where (.*): type /.exec(line)?.[1];
    const [edited, sent] = where === undefined ? [line, points[i + 1]] : points.slice(i + 1, i + 3);
    if (where === undefined && !line.startsWith('- Edited at: ')) continue;
    cases.push({
      ...common,
      ...(where !== undefined && { where: readWhere(where) }),
      editedAt: readEdited(edited ?? ''),
      sentTo: readSent(/Sent to: (.*)$/.exec(sent ?? '')?.[1] ?? ''),
    });
  }
  return cases;
}

const KIND = 'Kind of data: ';

function readWhere(words: string): { readonly column: string; readonly value: string } {
  const [, column = '', value = ''] = /^`(\w+)` is `?(\w+)`?$/.exec(words) ?? [];
  return { column, value };
}

function readEdited(line: string): Told['editedAt'] {
  const words = /Edited at: (.*)$/.exec(line)?.[1] ?? '';
  const [, normal = words, mirrored = words] =
    /^(.*) \(normal\), (.*) \(mirrored\)$/.exec(words) ?? [];
  return { normal, mirrored };
}

function readSent(words: string): readonly string[] {
  return words === 'nobody' ? [] : words.split('; ');
}
