import type { Result } from '#base';
import { mayDo, type Permission } from '#operations';
import type { Context } from './context.ts';
import type { Session } from './site-api.ts';

/** Whether this person may do something that concerns the site as a whole; asked of a snapshot, behind no unit of work. */
export function permitted(
  { parts }: Context,
  { person }: Session,
  permission: Permission,
): Promise<Result<void>> {
  return parts.database.read((view) =>
    mayDo(
      {
        person,
        async get(table, id) {
          const row = (await view.get(table.name, [id])).get(id);
          return row === undefined || row['deleted_at'] !== null ? undefined : (row as never);
        },
        async find(table, query = {}) {
          const where = [...(query.where ?? []), { column: 'deleted_at', is: null }];
          return (await view.select({ ...query, table: table.name, where })) as never;
        },
      },
      { permission, store: null },
    ),
  );
}
