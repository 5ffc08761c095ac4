import { type Dictionary, type EditedAt, rulesOf, syncWords, type Table } from '#dictionary';
import type { Topology } from '#engine/rules';
import type { Context } from './context.ts';
import type { TableDescription } from './site-api.ts';

/** Every table as `GET /api/tables` shows it. */
export function describeTables({ parts }: Context): readonly TableDescription[] {
  const { topology } = parts.country;
  return parts.dictionary.tables.map((table) => ({
    name: table.name,
    title: table.title,
    ...wordsOf(parts.dictionary, table),
    notes: table.notes,
    columns: Object.entries(table.columns)
      .filter(([, column]) => column.secret !== true)
      .map(([name, column]) => ({
        name,
        kind: column.kind,
        required: column.required,
        ref: column.ref ?? null,
        may_be_hidden: column.mayBeHidden === true,
      })),
    editable_here: rulesOf(parts.dictionary, table).cases.some(({ rule }) =>
      hasRoleHere(topology, rule.editedAt),
    ),
  }));
}

/** As the API tells it: which value of a column a case is about stands in its words. */
function wordsOf(dictionary: Dictionary, table: Table) {
  const { cases, ...words } = syncWords(dictionary, table);
  return { ...words, cases: cases.map(({ value: _, ...each }) => each) };
}

/** Whether some rows of such a table can be this site's to edit. */
function hasRoleHere(topology: Topology, editedAt: EditedAt): boolean {
  const here = topology.site(topology.self);
  const stores = topology.storesActiveAt(topology.self);
  switch (editedAt.at) {
    case 'central':
      return here?.isCentral === true;
    case 'primary':
      return here?.isPrimary === true;
    case 'every-site':
      return true;
    case 'home':
      return stores.some((store) => store.mode === 'dispensary');
    case 'active-site':
      return stores.some((store) => editedAt.dispensary !== true || store.mode === 'dispensary');
    case 'creator':
      return stores.length > 0;
  }
}
