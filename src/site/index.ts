export type { CopySelection } from '#engine';
export { CENTRAL_SITE, foundSite, type Ground } from './found-site.ts';
export { MOST_COUNTED } from './gauges.ts';
export { openSite } from './open-site.ts';
export type { PlacedFault } from './places-of-faults.ts';
export type { Founding, Site, SiteParts, Sizes } from './site.ts';
export type {
  Device,
  Enrolled,
  Enrolment,
  Gauges,
  Hub,
  OperationDescription,
  PagedRows,
  QuarantinedGroup,
  RefusedConsequence,
  RowChange,
  RowQuery,
  Session,
  SiteApi,
  SiteOverview,
  SyncRun,
  SyncState,
  SyncStatus,
  TableDescription,
} from './site-api.ts';
export { storedTablesOf } from './stored-tables-of.ts';
export { type Pace, type SyncDriver, syncDriver, type Timer } from './sync-driver.ts';
