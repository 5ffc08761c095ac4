export {
  type Condition,
  type Database,
  NoSpace,
  NotUnique,
  type RowsBeside,
  type Select,
  type StoredTable,
  type Unit,
  type View,
} from './database.ts';
export {
  DELIBERATE_FAULTS,
  type DeliberateFault,
  type DeliberateFaults,
} from './deliberate-faults.ts';
export type { Gain, Gains } from './gains.ts';
export { type Ear, LINK_CLOSED, type Link } from './link.ts';
