import type { Context } from './context.ts';
import { describeTables } from './describe-tables.ts';
import { operationsApiOf } from './operations-api.ts';
import { rowsApiOf } from './rows-api.ts';
import type { Gauges, SiteApi } from './site-api.ts';
import { syncApiOf } from './sync-api.ts';
import type { Syncer } from './syncer.ts';

/** Everything a face may ask of this site. */
export function siteApiOf(context: Context, syncer: Syncer, gauges: Gauges): SiteApi {
  return {
    tables: () => describeTables(context),
    ...rowsApiOf(context),
    ...operationsApiOf(context, syncer),
    ...syncApiOf(context, syncer, gauges),
  };
}
