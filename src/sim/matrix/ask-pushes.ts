// Asks central of each cell whether it takes such a row from such a site.
import type { Place } from '#country';
import type { Row, Table } from '#dictionary';
import type { Cell } from '../law/matrix.ts';
import { type Asking, rowAt } from './asking.ts';
import { sampleOf } from './cell-sample.ts';
import { type Difference, difference, unnamed } from './difference.ts';
import { whoIsNamed } from './editor-named.ts';
import { type Forged, forgerAt, keptBy } from './forged-push.ts';
import { askedRow } from './make-samples.ts';
import { changedRow } from './sample-value.ts';

/** What each role pushes; afterwards the sites never sync again. */
export async function askPushes(asking: Asking): Promise<readonly Difference[]> {
  const { world, cells, editors } = asking;
  const pushes = cells.filter(({ operation }) => operation.startsWith('push-'));
  const named = whoIsNamed(world, editors);
  const differences: Difference[] = [];
  for (const role of new Set(pushes.map((cell) => cell.role))) {
    // Central is pushed to.
    if (role === 'central') continue;
    const place = world.placeOf(role);
    const push = await forgerAt(world.country, place);
    const own = pushes.filter((cell) => cell.role === role);
    const forged: Forged[] = [];
    for (const cell of own) forged.push(await forgedRow(asking, cell, place));
    const answers = await push(forged);
    own.forEach((cell, i) => {
      const said = answers[i];
      if (cell.allowed !== (said === undefined)) differences.push(difference(cell, said));
      else if (said !== undefined && !named(cell, said)) differences.push(unnamed(cell, said));
    });
  }
  return differences;
}

async function forgedRow({ world, rows }: Asking, cell: Cell, place: Place): Promise<Forged> {
  const { table, id: known, columns } = askedRow(rows, sampleOf(cell));
  const { siteId } = place.site;
  // Where several sites may make such rows, each makes its own.
  const id = cell.operation === 'push-new' ? world.country.id() : known;
  const here =
    cell.operation === 'push-new' ? undefined : await rowAt(world.country.central, table, id);
  const row: Row = { ...columns, ...here, ...asOfPolicy(table, columns), id };
  const pushed = here === undefined ? row : (changedRow(table, row, 'pushed') ?? row);
  const belongsTo = table.sync.kind === 'with-parent' ? table.sync.parent : 'store_id';
  return {
    table: table.name,
    row: { ...pushed, ...keptBy(siteId, here) },
    touches: [id, row[belongsTo] ?? id],
  };
}

/** The column that says which row of the policy speaks of the row, as the sender has it. */
function asOfPolicy({ sync }: Table, columns: Row): Row {
  return sync.kind === 'by-column' ? { [sync.column]: columns[sync.column] ?? null } : {};
}
