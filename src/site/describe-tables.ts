import { ownRule, syncWords } from '#dictionary';
import type { Context } from './context.ts';
import type { TableDescription } from './site-api.ts';

/** Every table as `GET /api/tables` shows it. */
export function describeTables({ parts }: Context): readonly TableDescription[] {
  const { topology } = parts.country;
  const roleHere = topology.site(topology.self);
  return parts.dictionary.tables.map((table) => {
    const { at } = ownRule(parts.dictionary, table).rule.editedAt;
    return {
      name: table.name,
      title: table.title,
      ...syncWords(parts.dictionary, table),
      columns: Object.entries(table.columns)
        .filter(([, column]) => column.secret !== true)
        .map(([name, column]) => ({
          name,
          kind: column.kind,
          required: column.required,
          ref: column.ref ?? null,
        })),
      editable_here:
        (at === 'central' && roleHere?.isCentral === true) ||
        (at === 'primary' && roleHere?.isPrimary === true) ||
        at === 'every-site' ||
        ((at === 'active-site' || at === 'creator') &&
          topology.storesActiveAt(topology.self).length > 0),
    };
  });
}
