import { type Decimal, multiply, toMillionths } from '#base';
import type { Device } from '../device/device.ts';
import { check, named } from './check.ts';

export const c4 = check(
  'C4',
  'The stock of a line is the sum of its movements, and never below nothing.',
  (world, violated) => {
    const look = (device: Device, stockLineId: string) => {
      const line = device.mirror().row('stock_line', stockLineId);
      if (line === undefined) return;
      let units = 0n;
      for (const movement of device.mirror().by('stock_movement', 'stock_line_id', stockLineId)) {
        if (movement['deleted_at'] === null) units += toMillionths(movement['quantity'] as Decimal);
      }
      const packs = line['total_packs'] as Decimal;
      const held = toMillionths(multiply(packs, line['pack_size'] as Decimal));
      if (held !== units)
        violated(
          `${device.key}: ${named('stock_line', line)} holds ${held} millionths, its movements sum up to ${units}`,
        );
      if (held < 0n) violated(`${device.key}: ${named('stock_line', line)} holds ${packs} packs`);
    };
    /** What a dispensary has left out comes in slices when it is sent after all; a restored central tells older states. */
    const mayBeInPieces = (device: Device, storeId: string) =>
      (world.upheavals.leftOut.has(storeId) || world.upheavals.restores > 0) &&
      device.mirror().row('store', storeId)?.['active_site_id'] !== device.siteId;

    return {
      committed({ device, changes }) {
        if (
          !device.isCentral &&
          device.mirror().row('this_site', 'initialised')?.['value'] !== true
        )
          return;
        const lines = new Set<string>();
        for (const { table, before, after } of changes) {
          const row = after ?? before;
          if (mayBeInPieces(device, String(row?.['store_id']))) continue;
          if (table === 'stock_line') lines.add(String(row?.['id']));
          if (table === 'stock_movement') lines.add(String(row?.['stock_line_id']));
        }
        for (const id of lines) look(device, id);
      },
      atEnd() {
        const hub = world.central();
        for (const line of hub.mirror().rows('stock_line'))
          if (world.isAllAtCentral(String(line['store_id']))) look(hub, String(line['id']));
      },
    };
  },
);
