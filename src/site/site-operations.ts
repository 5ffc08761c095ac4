// Operations on what the site itself keeps beside its tables: codes, devices, pauses, the quarantine.
import { object, ok, oneOf, type Result, refused, text, whole } from '#base';
import { type AnyOperation, operation, type Permission } from '#operations';
import type { Context } from './context.ts';
import { decideQuarantined, retryQuarantinedGroup } from './decide-quarantined.ts';
import { issueCode } from './enrolment-code.ts';
import { noSuchSite, onlyAtCentral } from './refusals.ts';
import type { Syncer } from './syncer.ts';
import { unbindDevice } from './unbind-device.ts';

export interface SiteOperation {
  /** Absent where the operation is one of the business operations and only has an afterword here. */
  readonly operation?: AnyOperation;
  /** What is done outside the unit of work once it is committed; its value is the result. */
  readonly afterwards: (input: unknown, result: unknown) => Promise<Result<unknown>>;
}

export function siteOperations(
  context: Context,
  syncer: Syncer,
): ReadonlyMap<string, SiteOperation> {
  const { parts } = context;
  const known = (siteId: number): Result<number> => {
    const site = parts.country.topology.site(siteId as never);
    return site === undefined || site.isCentral
      ? refused(noSuchSite({ site_id: siteId }))
      : ok(siteId);
  };

  return new Map<string, SiteOperation>([
    [
      'create-site',
      {
        async afterwards(_input, result) {
          const { site_id } = result as { readonly site_id: number };
          return ok({ site_id, code: await issueCode(parts, site_id) });
        },
      },
    ],
    [
      'new-enrolment-code',
      asking(
        'new-enrolment-code',
        'Make a new one-time code for a site',
        siteInput,
        'manage_sites',
        async (input) => {
          if (!parts.isCentral) return refused(onlyAtCentral({ what: 'The list of sites' }));
          const site = known((input as { site_id: number }).site_id);
          return site.ok ? ok({ code: await issueCode(parts, site.value) }) : site;
        },
      ),
    ],
    [
      'unbind-device',
      asking(
        'unbind-device',
        'Take the place of a site away from its device',
        siteInput,
        'manage_sites',
        async (input) => {
          const site = known((input as { site_id: number }).site_id);
          return site.ok ? ok(await unbindDevice(parts, site.value)) : site;
        },
      ),
    ],
    [
      'pause-sync',
      asking('pause-sync', 'Pause the scheduled sync', object({}), 'run_sync', () =>
        syncer.pause(true),
      ),
    ],
    [
      'resume-sync',
      asking('resume-sync', 'Resume the scheduled sync', object({}), 'run_sync', () =>
        syncer.pause(false),
      ),
    ],
    [
      'retry-quarantined',
      asking(
        'retry-quarantined',
        'Try a group in quarantine again',
        object({ id: text({ max: 36 }) }),
        'manage_sites',
        (input) => retryQuarantinedGroup(context, (input as { id: string }).id),
      ),
    ],
    [
      'settle-quarantined',
      asking(
        'settle-quarantined',
        'Decide about a group in quarantine for good',
        object({
          id: text({ max: 36 }),
          decision: oneOf(['accept', 'void']),
          reason: text({ min: 3, max: 500 }),
        }),
        'manage_sites',
        (input) => decideQuarantined(context, input as never),
      ),
    ],
  ]);
}

const siteInput = object({ site_id: whole({ min: 1 }) });

/** An operation that changes no row: the permission is asked in a unit of work, the rest follows. */
function asking(
  name: string,
  title: string,
  input: AnyOperation['input'],
  permission: Permission,
  afterwards: (input: unknown) => Promise<Result<unknown>>,
): SiteOperation {
  return {
    operation: operation<unknown, unknown>({
      name,
      title,
      input,
      need: async () => ok({ permission, store: null }),
      run: async () => ok(null),
    }),
    afterwards: (given) => afterwards(given),
  };
}
