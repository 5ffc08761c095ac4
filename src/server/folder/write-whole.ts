import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that is there whole or not at all, whatever happens meanwhile; readable by its owner alone. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  try {
    await synced(await open(beside, 'w', 0o600), (handle) => handle.writeFile(text));
    await rename(beside, file);
  } catch (thrown) {
    await rm(beside, { force: true });
    throw thrown;
  }
  // NOTE the name is durable only when the folder is; Windows has no handle for a folder and needs none.
  if (process.platform !== 'win32') await synced(await open(dirname(file), 'r'), async () => {});
}

async function synced(
  handle: FileHandle,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    await work(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
