import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';

/** Whether the device keeps the row out of sight: what it is not entitled to any more, for an unfinished document. */
export function isHidden(device: Device, table: string, row: Row): boolean {
  return device
    .mirror()
    .by('hidden_row', 'row_id', String(row['id']))
    .some((hidden) => hidden['table_name'] === table);
}
