// What was saved may be shown no longer, and yet not be lost: others have said something else of the row since.
import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import type { SavedRow, World } from '../world/world.ts';

/** 6.7: central has written another home into the person since. */
export function isGivenAnotherHome(saved: Row, here: Row | undefined): boolean {
  return Number(here?.['home_epoch'] ?? 0) > Number(saved['home_epoch'] ?? 0);
}

/** A restored central received it a second time, and says when (Q10). */
export function isReceivedAnew(saved: Row, here: Row | undefined): boolean {
  const stamps = [saved['established_at'], here?.['established_at']];
  return (
    stamps.every((stamp) => typeof stamp === 'string') &&
    here?.['row_version'] === saved['row_version'] &&
    here?.['origin_site_id'] === saved['origin_site_id']
  );
}

/** Another row stands here that says what only one may say: both were made while their sites were apart. */
export function isSaidByAnother(world: World, device: Device, { table, row }: SavedRow): boolean {
  const groups = world.dictionary.table(table)?.unique ?? [];
  return [...device.mirror().rows(table)].some(
    (other) =>
      other['deleted_at'] === null &&
      groups.some((group) => group.every((column) => other[column] === row[column])),
  );
}

/** By its editor, in an equal version. */
export function isOvertaken(
  saved: Row,
  here: Row | undefined,
  editor: number | undefined,
): boolean {
  return (
    here?.['origin_site_id'] === editor &&
    saved['origin_site_id'] !== editor &&
    here?.['row_version'] === saved['row_version']
  );
}
