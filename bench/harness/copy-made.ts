import { existsSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Waits until a copy was begun in central's folder of copies and is whole: it keeps the packed frames alone then. */
export async function copyMade(folder: string): Promise<void> {
  const isMaking = () =>
    existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'));
  while (!isMaking()) await setTimeout(10);
  while (isMaking()) await setTimeout(10);
}
