export { acceptLate, type LateWork } from './late/accept-late.ts';
export { type Asker, mayDo } from './may-do.ts';
export { type Activity, noteActivity } from './note-activity.ts';
export {
  type AnyOperation,
  type AskedBy,
  type Need,
  type Operation,
  operation,
  type Question,
} from './operation.ts';
export { internalOperations, operations } from './operations.ts';
export type { Permission } from './permission.ts';
export { processors } from './processors.ts';
export { notFound, notPermitted, siteRetired } from './refusals.ts';
export { needOfRow, permissionToRead } from './rows/need-of-row.ts';
export type { AskedEdit, RowRule } from './rows/row-rule.ts';
export { rowRules } from './rows/row-rules.ts';
export { findOpenSite, findSite } from './sites/find-site.ts';
export { addUser, changePassword, noteSignIn, setPasswordHash } from './users/accounts.ts';
