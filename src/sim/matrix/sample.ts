import { must } from '#base';
import { atollDictionary, type Table } from '#dictionary';
import { BESIDE, DATA_TYPES, nameInPolicy, POLICY, type PolicyRow } from '../law/data-types.ts';
import type { Role } from '../law/matrix.ts';

/** One sample: of a table, as a row of the policy speaks of it. Samples of different variants are different rows. */
export interface Sample {
  readonly policy: PolicyRow;
  readonly table: string;
  readonly variant: string;
  /** The site that makes it in its own store, where that is not the one of the policy. */
  readonly at?: Role;
}

export function tableOf(name: string): Table {
  return must(atollDictionary.table(name), `${name} is a table`);
}

/** A sample of the table that a sample points to, of the same row of the policy where that one has the table. */
export function ofTable({ policy, at }: Sample, table: string, variant: string): Sample {
  const own = policy.tables[nameInPolicy(table)] !== undefined ? policy : undefined;
  const of =
    own ??
    must(
      [...POLICY, BESIDE].find(({ tables }) => nameInPolicy(table) in tables),
      `the policy has the table ${table}`,
    );
  const isLocal = DATA_TYPES[nameInPolicy(table)]?.code === 'L';
  return { policy: of, table, variant, ...(isLocal && at !== undefined && { at }) };
}
