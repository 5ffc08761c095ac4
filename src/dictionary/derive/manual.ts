import type { Column } from '../model/column.ts';
import type { Dictionary } from '../model/dictionary.ts';
import { KEPT_COLUMNS, type Table } from '../model/table.ts';
import type { PreferenceScope } from '../preferences/preference.ts';
import { referencedBy } from './references.ts';
import { type SyncWords, syncWords } from './sync-words.ts';

/** The reference manual of all tables, in Markdown; docs/reference/tables.md is this text. */
export function manual(dictionary: Dictionary): string {
  const tables = [...dictionary.tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${[...opening(tables), ...dataTypes(dictionary), ...preferences(dictionary), ...tables.flatMap((each) => chapter(dictionary, each))].join('\n')}\n`;
}

function opening(tables: readonly Table[]): readonly string[] {
  return [
    '# Tables',
    '',
    'Written from the dictionary (`atoll tables --markdown`): change the tables, not this page.',
    '"Normal": central is also the primary. "Mirrored": the primary is a site of its own.',
    'A row that points to one which is not there yet waits for it. Where the row pointed to may be out of sight, the reference stays and is shown as not visible here. A merged row is pointed to no more: references turn to the row that was kept.',
    '',
    ...tables.map((each) => `- [${each.name}](#${each.name}): ${cell(each.title)}`),
    '',
    '## Columns of every table',
    '',
    ...columnTable(KEPT_COLUMNS),
  ];
}

/** Every kind of data with its tables: to be read beside the specification. */
function dataTypes(dictionary: Dictionary): readonly string[] {
  const kinds = Object.entries(dictionary.dataTypes);
  if (kinds.length === 0) return [];
  return [
    '',
    '## Kinds of data',
    '',
    '| # | Kind | Table | Type | Edited at (normal / mirrored) | Sent to |',
    '|---|---|---|---|---|---|',
    ...kinds.flatMap(([number, title]) =>
      dictionary.tables
        .filter((table) => table.rows.includes(Number(number)))
        .flatMap((table) => kindRows(dictionary, { number: Number(number), title, table })),
    ),
  ];
}

/** A line for the table, or for each of its rules that is about this kind. */
function kindRows(
  dictionary: Dictionary,
  {
    number,
    title,
    table,
  }: { readonly number: number; readonly title: string; readonly table: Table },
): readonly string[] {
  const { cases, ...one } = syncWords(dictionary, table);
  const told = cases.length === 0 ? [{ ...one, when: '', value: '' }] : cases;
  return told
    .filter(({ value }) => table.rowsOfCase[value]?.includes(number) ?? true)
    .map(({ when, sync_type, edited_at, sent_to }) => {
      const which = when === '' ? '' : ` where ${when}`;
      const edited =
        edited_at.normal === edited_at.mirrored
          ? edited_at.normal
          : `${edited_at.normal} / ${edited_at.mirrored}`;
      const sent = sent_to.length === 0 ? 'nobody' : sent_to.join('; ');
      return `| ${number} | ${title} | [${table.name}](#${table.name})${which} | ${sync_type} | ${edited} | ${sent} |`;
    });
}

const SCOPES: Readonly<Record<PreferenceScope, string>> = {
  site: 'a site, in `preference`',
  country: 'the country, in `shared_preference`',
  store: 'a store, in `store_preference`',
  'country-or-store': 'the country or a store; the store’s counts',
};

function preferences(dictionary: Dictionary): readonly string[] {
  const all = Object.entries(dictionary.preferences);
  if (all.length === 0) return [];
  return [
    '',
    '## Preferences',
    '',
    '| Key | Said for | Can be | Unless said | Meaning |',
    '|---|---|---|---|---|',
    ...all.map(([key, { scope, values, fallback, meaning: what }]) => {
      const canBe = values?.map((value) => `\`${value}\``).join(', ') ?? 'a whole number from 0';
      return `| \`${key}\` | ${SCOPES[scope]} | ${canBe} | \`${fallback}\` | ${cell(what)} |`;
    }),
  ];
}

function chapter(dictionary: Dictionary, table: Table): readonly string[] {
  const { sync_type, conditions, cases, ...words } = syncWords(dictionary, table);
  const own =
    table.sync.kind === 'with-parent' ? `, edited and sent with its \`${table.sync.parent}\`` : '';
  const one = cases.length === 0;
  return [
    '',
    `## ${table.name}`,
    '',
    `${table.title}.`,
    '',
    ...(table.rows.length === 0 ? [] : [`- Kind of data: ${kindsOf(dictionary, table)}`]),
    ...(one ? [`- Type: \`${sync_type}\`${own}`, ...rightLines(words)] : []),
    ...(!one && own !== '' ? [`- As its header${own}`] : []),
    ...cases.flatMap((each) => [
      `- Where ${each.when}: type \`${each.sync_type}\``,
      ...rightLines(each).map((line) => `  ${line}`),
    ]),
    ...conditions.map((condition) => `- ${condition}`),
    ...table.unique.map((group) => `- Unique: ${names(group)}`),
    ...pointedToBy(dictionary, table),
    ...table.notes.map((note) => `- ${note}`),
    '',
    ...columnTable(table.columns),
  ];
}

function rightLines({
  edited_at,
  sent_to,
}: Pick<SyncWords, 'edited_at' | 'sent_to'>): readonly string[] {
  const edited =
    edited_at.normal === edited_at.mirrored
      ? edited_at.normal
      : `${edited_at.normal} (normal), ${edited_at.mirrored} (mirrored)`;
  return [
    `- Edited at: ${edited}`,
    `- Sent to: ${sent_to.length === 0 ? 'nobody' : sent_to.join('; ')}`,
  ];
}

function kindsOf({ dataTypes: titles }: Dictionary, { rows }: Table): string {
  return rows.map((number) => `${number} ${titles[number] ?? ''}`).join(', ');
}

function pointedToBy(dictionary: Dictionary, table: Table): readonly string[] {
  const referrers = referencedBy(dictionary, table.name).map(
    (each) => `${each.table}.${each.column}`,
  );
  return referrers.length === 0 ? [] : [`- Pointed to by: ${names(referrers)}`];
}

function columnTable(columns: Readonly<Record<string, Column>>): readonly string[] {
  return [
    '| Column | Kind | Required | Meaning |',
    '|---|---|---|---|',
    ...Object.entries(columns).map(
      ([name, column]) =>
        `| \`${name}\` | ${kindWords(column)} | ${column.required ? 'yes' : ''} | ${meaning(column)} |`,
    ),
  ];
}

function kindWords(column: Column): string {
  if (column.ref !== undefined) return `[${column.ref}](#${column.ref})`;
  const values = column.values?.map((value) => `\`${value}\``).join(', ');
  if (values !== undefined) return values;
  const least = column.min === undefined ? '' : `, from ${column.min}`;
  return `${column.kind}${column.max === undefined ? '' : `, up to ${column.max}`}${least}`;
}

function meaning(column: Column): string {
  const facts = [
    column.note,
    column.mayBeHidden === true ? 'May be out of sight here.' : undefined,
    column.assigned === true ? 'Set by the system.' : undefined,
    column.fixed === true && column.kind !== 'id' ? 'Never changes.' : undefined,
    column.secret === true ? 'Secret: never shown, sent or exported.' : undefined,
    column.fallback === undefined
      ? undefined
      : `\`${JSON.stringify(column.fallback)}\` unless given.`,
  ];
  return cell(facts.filter((fact) => fact !== undefined).join(' '));
}

function names(columns: readonly string[]): string {
  return columns.map((each) => `\`${each}\``).join(', ');
}

/** Text that cannot break out of a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
