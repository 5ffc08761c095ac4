import type { Context } from './context.ts';
import { describeTables } from './describe-tables.ts';
import { operationsApiOf } from './operations-api.ts';
import { rowsApiOf } from './rows-api.ts';
import type { SiteApi } from './site-api.ts';
import { statusApiOf } from './status.ts';
import type { Syncer } from './syncer.ts';

/** Everything a face may ask of this site. */
export function siteApiOf(context: Context, syncer: Syncer): SiteApi {
  return {
    tables: () => describeTables(context),
    ...rowsApiOf(context),
    ...operationsApiOf(context, syncer),
    ...statusApiOf(context, syncer),
  };
}
