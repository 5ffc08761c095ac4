import { refused } from '#base';
import type { Table } from '#dictionary';
import { notByHand, notDeleted } from '../refusals.ts';
import { type RowRule, rowRule } from './row-rule.ts';

/** Rows that only operations or the system write; `use` names the operation for a person. */
export function closedRule(table: Table, use: string | null = null): RowRule {
  const closed = async () => refused(notByHand({ table: table.name, use }));
  return rowRule(table, { create: closed, change: closed, remove: closed });
}

/** For tables whose rows stay for good: `use` says what to do instead of deleting. */
export function keptForever(table: Table, use: string) {
  return async () => refused(notDeleted({ table: table.name, use }));
}
