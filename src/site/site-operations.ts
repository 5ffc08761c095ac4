// Operations on what the site itself keeps beside its tables: codes, devices, pauses, the quarantine.
import { object, ok, oneOf, type Result, refused, type TypeOf, text, whole } from '#base';
import { type Person, writeOwn } from '#engine';
import {
  type Activity,
  type AnyOperation,
  noteActivity,
  operation,
  type Permission,
} from '#operations';
import { compareAll } from './comparison.ts';
import { retryConsequence } from './consequences.ts';
import type { Context } from './context.ts';
import { decideQuarantined, retryQuarantinedGroup } from './decide-quarantined.ts';
import { issueCode } from './enrolment-code.ts';
import { noLink, noSuchSite, onlyAtCentral } from './refusals.ts';
import type { Syncer } from './syncer.ts';
import { unbindDevice } from './unbind-device.ts';

export interface SiteOperation {
  /** Absent where the operation is one of the business operations and only has an afterword here. */
  readonly operation?: AnyOperation;
  /** What is done outside the unit of work once it is committed; its value is the result. */
  readonly afterwards: (done: Done) => Promise<Result<unknown>>;
}

interface Done {
  readonly person: Person;
  readonly input: unknown;
  readonly result: unknown;
}

const siteInput = object({ site_id: whole({ min: 1 }) });
const idInput = object({ id: text({ max: 36 }) });
const decisionInput = object({
  id: text({ max: 36 }),
  decision: oneOf(['accept', 'void']),
  reason: text({ min: 3, max: 500 }),
});

export function siteOperations(
  context: Context,
  syncer: Syncer,
): ReadonlyMap<string, SiteOperation> {
  const { parts, expected } = context;
  const newCode = async (siteId: number): Promise<string> => {
    const code = await issueCode(context, siteId);
    for (const tell of expected) tell(siteId);
    return code;
  };
  const known = (siteId: number): Result<number> => {
    const site = parts.country.topology.site(siteId as never);
    return site === undefined || site.isCentral
      ? refused(noSuchSite({ site_id: siteId }))
      : ok(siteId);
  };
  const named = (asked: readonly SiteOperation[]) =>
    asked.map((each) => [each.operation?.name ?? '', each] as const);

  return new Map<string, SiteOperation>([
    [
      'create-site',
      {
        async afterwards({ result }) {
          const { site_id } = result as { readonly site_id: number };
          return ok({ site_id, code: await newCode(site_id) });
        },
      },
    ],
    ...named([
      asking(context, {
        name: 'new-enrolment-code',
        title: 'Make a new one-time code for a site',
        input: siteInput,
        permission: 'manage_sites',
        note: ({ site_id }) => ({ type: 'enrolment-code-made', message: `site ${site_id}` }),
        async act({ site_id }: TypeOf<typeof siteInput>) {
          if (!parts.isCentral) return refused(onlyAtCentral({ what: 'The list of sites' }));
          const site = known(site_id);
          return site.ok ? ok({ code: await newCode(site.value) }) : site;
        },
      }),
      asking(context, {
        name: 'unbind-device',
        title: 'Take the place of a site away from its device',
        input: siteInput,
        permission: 'manage_sites',
        note: ({ site_id }) => ({ type: 'device-unbound', message: `site ${site_id}` }),
        async act({ site_id }: TypeOf<typeof siteInput>) {
          const site = known(site_id);
          return site.ok ? ok(await unbindDevice(parts, site.value)) : site;
        },
      }),
      asking(context, {
        name: 'pause-sync',
        title: 'Pause the scheduled sync',
        input: object({}),
        permission: 'run_sync',
        note: () => ({ type: 'sync-paused' }),
        act: () => syncer.pause(true),
      }),
      asking(context, {
        name: 'resume-sync',
        title: 'Resume the scheduled sync',
        input: object({}),
        permission: 'run_sync',
        note: () => ({ type: 'sync-resumed' }),
        act: () => syncer.pause(false),
      }),
      asking(context, {
        name: 'compare-with-central',
        title: 'Compare all that this site holds with central, and fetch again what differs',
        input: object({}),
        permission: 'run_sync',
        act: async (_, person) =>
          parts.isCentral ? refused(noLink({})) : compareAll(context, syncer, person),
      }),
      asking(context, {
        name: 'retry-consequence',
        title: 'Try once more what should have followed from a row and was refused',
        input: idInput,
        permission: 'run_sync',
        note: ({ id }) => ({ type: 'consequence-retried', record_id: id }),
        act: ({ id }: TypeOf<typeof idInput>) => retryConsequence(context, id),
      }),
      asking(context, {
        name: 'retry-quarantined',
        title: 'Try a group in quarantine again',
        input: idInput,
        permission: 'manage_sites',
        note: ({ id }) => ({ type: 'quarantined-retried', record_id: id }),
        act: ({ id }: TypeOf<typeof idInput>) => retryQuarantinedGroup(context, id),
      }),
      asking(context, {
        name: 'settle-quarantined',
        title: 'Take a group in quarantine after all, in your own name, or void it; for good',
        input: decisionInput,
        permission: 'manage_sites',
        act: (decision: TypeOf<typeof decisionInput>, person) =>
          decideQuarantined(context, { ...decision, person }),
      }),
    ]),
  ]);
}

interface Asked<Input> {
  readonly name: string;
  readonly title: string;
  readonly input: AnyOperation['input'];
  readonly permission: Permission;
  /** What the log says once it is done; absent where the act notes it itself. */
  readonly note?: (input: Input) => Activity;
  readonly act: (input: Input, person: Person) => Promise<Result<unknown>>;
}

/** An operation that changes no row: the permission is asked in a unit of work, the rest follows. */
function asking<Input>({ parts }: Context, asked: Asked<Input>): SiteOperation {
  const { name, title, input, permission, note, act } = asked;
  return {
    operation: operation<unknown, unknown>({
      name,
      title,
      input,
      need: async () => ok({ permission, store: null }),
      run: async () => ok(null),
    }),
    async afterwards({ input: given, person }) {
      const done = await act(given as Input, person);
      if (done.ok && note !== undefined)
        await writeOwn(parts, { person }, async (work) => {
          await noteActivity(work, note(given as Input));
          return ok(undefined);
        });
      return done;
    },
  };
}
