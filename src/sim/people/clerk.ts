// A person at a device: sees what its screens would show, and acts only through what a face may ask of a site.
import { newId, type Refusal, type Result, type RowId, rowId } from '#base';
import type { Row } from '#dictionary';
import type { Work } from '#engine';
import type { RowChange, Session, Site } from '#site';
import type { Chance } from '../core/chance.ts';
import type { Device } from '../device/device.ts';
import type { World } from '../world/world.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Clerk {
  readonly world: World;
  readonly device: Device;
  readonly chance: Chance;
  /** The stores that are active here, as far as this device knows. */
  readonly stores: () => readonly Row[];
  readonly see: (table: string) => readonly Row[];
  readonly seeBy: (table: string, column: string, value: string) => readonly Row[];
  readonly row: (table: string, id: unknown) => Row | undefined;
  readonly newId: () => RowId;
  readonly put: (table: string, id: string, columns: Row) => Promise<Answer<unknown>>;
  readonly putAll: (changes: readonly RowChange[]) => Promise<Answer<unknown>>;
  readonly remove: (table: string, id: string) => Promise<Answer<unknown>>;
  readonly run: (operation: string, input: Record<string, unknown>) => Promise<Answer<unknown>>;
  /** What the system writes of itself, where no operation asks for it. */
  readonly bySystem: (work: (work: Work) => Promise<Result<unknown>>) => Promise<Answer<unknown>>;
}

/** Every device has one person who may do everything the site may. */
export function sessionOf(device: Device): Session {
  return { person: { user_id: personId(device), username: `person of ${device.siteKey}` } };
}

export function personId(device: Device): RowId {
  return rowId(`00000000-0000-7000-8000-${String(device.siteId).padStart(12, '0')}`);
}

export function clerkOf(world: World, device: Device, site: Site, chance: Chance): Clerk {
  const session = sessionOf(device);
  const alive = (row: Row | undefined) => row !== undefined && row['deleted_at'] === null;
  const told = <T>(
    answer: Answer<T>,
    rows: readonly { readonly table: string; readonly row: Row }[] = [],
  ): Answer<T> => {
    // NOTE what a device says after its power went reaches nobody.
    if (device.site() !== site) return answer;
    if (answer.ok) world.told(device, rows);
    else world.toldNo(device, answer.refusal);
    return answer;
  };
  return {
    world,
    device,
    chance,
    stores: () =>
      [...device.mirror().rows('store')].filter(
        (row) => alive(row) && row['active_site_id'] === device.siteId && row['disabled'] === false,
      ),
    see: (table) => [...device.mirror().rows(table)].filter(alive),
    seeBy: (table, column, value) => device.mirror().by(table, column, value).filter(alive),
    row: (table, id) => {
      const row = device.mirror().row(table, String(id));
      return alive(row) ? row : undefined;
    },
    newId: () => newId(device.clock, chance),
    async put(table, id, columns) {
      const answer = await site.api.putRow(session, table, id, columns);
      return told(
        answer,
        answer.ok ? [{ table, row: whole(device, table, answer.value.row) }] : [],
      );
    },
    putAll: async (changes) => told(await site.api.putRows(session, changes)),
    remove: async (table, id) => told(await site.api.deleteRow(session, table, id)),
    run: async (operation, input) => told(await site.api.operation(session, operation, input)),
    bySystem: async (work) => told(await site.perform(undefined, work)),
  };
}

/** A row as the API shows it lacks its secrets; they are added from what the database holds. */
function whole(device: Device, table: string, shown: Row): Row {
  return { ...device.mirror().row(table, String(shown['id'])), ...shown };
}
