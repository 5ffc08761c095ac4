// No invariant: it watches for the rare states that are counted, so that nobody believes in what was never tried.
import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { check } from './check.ts';

export const rareStates = check('SEEN', 'Rare states are counted.', (world) => {
  const { sometimes } = world;
  /** Devices whose first download has begun and not ended. */
  const begun = new Set<string>();

  const atRemote = (
    device: Device,
    key: string,
    changes: readonly { readonly table: string; readonly after: Row | undefined }[],
  ) => {
    const removed = changes.filter(({ after }) => after === undefined);
    if (removed.some(({ table }) => table === 'parked_page'))
      sometimes.saw('a page was parked and applied later');
    if (removed.some(({ table }) => world.dictionary.table(table) !== undefined))
      sometimes.saw('a row was purged from a site');
    if (key !== '' && begun.delete(device.key))
      sometimes.saw('a first download was cut and went on');
  };

  return {
    committed({ device, changes }) {
      const isReady = changes.some(
        ({ table, key, after }) =>
          table === 'this_site' && key === 'initialised' && after?.['value'] === true,
      );
      if (!device.isCentral) return atRemote(device, isReady ? 'ready' : '', changes);
      for (const { table, after } of changes) {
        if (table === 'quarantined_group' && after === undefined)
          sometimes.saw('a group went in by itself when its parent came');
      }
    },
    misled: (device) => {
      if (device.mirror().row('this_site', 'initialised')?.['value'] !== true)
        begun.add(device.key);
    },
    started: (device) => {
      if (
        !device.isCentral &&
        device.mirror().row('this_site', 'marks') !== undefined &&
        device.mirror().row('this_site', 'initialised')?.['value'] !== true
      )
        begun.add(device.key);
    },
    replaced(device) {
      if (!device.isCentral) return;
      for (const remote of world.remotes()) {
        const held = remote.mirror().row('this_site', 'held')?.['value'] as
          | { readonly position: number }
          | undefined;
        const here = device.mirror().row('peer', remote.siteId)?.['held_position'];
        if (Number(here ?? 0) < (held?.position ?? 0))
          sometimes.saw('a site was ahead of central after a restore');
      }
    },
    atEnd() {
      const hub = world.central().mirror();
      const isMirrored = [...hub.rows('site')].some(
        (site) => site['is_primary'] === true && site['is_central'] !== true,
      );
      const siteOf = (storeId: unknown) => hub.row('store', String(storeId))?.['active_site_id'];
      for (const half of hub.rows('invoice')) {
        if (half['type'] !== 'supplier_invoice' || half['linked_invoice_id'] === null) continue;
        const [sender, receiver] = [
          siteOf(half['counterparty_store_id']),
          siteOf(half['store_id']),
        ];
        const central = world.central().siteId;
        if (sender === receiver) sometimes.saw('a transfer stayed on one site');
        else if (receiver === central) sometimes.saw('a transfer went to a store on central');
        else if (sender === central) sometimes.saw('a transfer came from a store on central');
        else sometimes.saw('a transfer crossed between two sites');
        if (isMirrored) sometimes.saw('a transfer crossed with a mirrored primary in the network');
      }
    },
  };
});
