import { typeOf } from '../law/data-types.ts';
import type { Cell } from '../law/matrix.ts';
import type { Operation } from '../law/may-edit.ts';
import type { Sample } from './sample.ts';

const VARIANT: Readonly<Record<Operation, string>> = {
  create: 'created',
  import: 'imported',
  edit: 'held',
  delete: 'doomed',
  'push-new': 'pushed',
  'push-edit': 'held',
};

/** Of a sample that is made when the sites sync no more. */
export const UNSENT = 'unsent';

/** The row that a cell is asked of. */
export function sampleOf({ policy, table, role, operation }: Cell): Sample {
  const isLocal = typeOf(table).code === 'L';
  // Row 35: what central has received is of row 29 from then on.
  const isUnsent = policy.row === 35 && operation === 'edit';
  const variant = isUnsent ? UNSENT : VARIANT[operation];
  return { policy, table, variant, ...(isLocal && { at: role }) };
}
