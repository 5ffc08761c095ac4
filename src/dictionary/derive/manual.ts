import type { Column } from '../model/column.ts';
import type { Dictionary } from '../model/dictionary.ts';
import { KEPT_COLUMNS, type Table } from '../model/table.ts';
import { referencedBy } from './references.ts';
import { syncWords } from './sync-words.ts';

/** The reference manual of all tables, in Markdown; docs/reference/tables.md is this text. */
export function manual(dictionary: Dictionary): string {
  const tables = [...dictionary.tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${[...opening(tables), ...tables.flatMap((each) => chapter(dictionary, each))].join('\n')}\n`;
}

function opening(tables: readonly Table[]): readonly string[] {
  return [
    '# Tables',
    '',
    'Written from the dictionary (`atoll tables --markdown`): change the tables, not this page.',
    '"Normal": central is also the primary. "Mirrored": the primary is a site of its own.',
    '',
    ...tables.map((each) => `- [${each.name}](#${each.name}): ${cell(each.title)}`),
    '',
    '## Columns of every table',
    '',
    ...columnTable(KEPT_COLUMNS),
  ];
}

function chapter(dictionary: Dictionary, table: Table): readonly string[] {
  const { sync_type, edited_at, sent_to } = syncWords(dictionary, table);
  const edited =
    edited_at.normal === edited_at.mirrored
      ? edited_at.normal
      : `${edited_at.normal} (normal), ${edited_at.mirrored} (mirrored)`;
  return [
    '',
    `## ${table.name}`,
    '',
    `${table.title}.`,
    '',
    `- Type: \`${sync_type}\`${table.sync.kind === 'with-parent' ? `, edited and sent with its \`${table.sync.parent}\`` : ''}`,
    `- Edited at: ${edited}`,
    `- Sent to: ${sent_to.length === 0 ? 'nobody' : sent_to.join('; ')}`,
    ...table.unique.map((group) => `- Unique: ${names(group)}`),
    ...pointedToBy(dictionary, table),
    ...table.notes.map((note) => `- ${note}`),
    '',
    ...columnTable(table.columns),
  ];
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
