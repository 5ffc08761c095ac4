import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';

/** Whether the device has put the row out of sight, where it stays for an unfinished document alone (4.1). */
export function isHidden(device: Device, table: string, row: Row): boolean {
  return device
    .mirror()
    .by('hidden_row', 'row_id', String(row['id']))
    .some((hidden) => hidden['table_name'] === table);
}
