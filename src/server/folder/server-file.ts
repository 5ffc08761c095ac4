// How a command on this machine finds the server of a folder, and shows that it may read the folder.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { object, type TypeOf, text, whole } from '#base';
import { readJsonFile } from './read-json-file.ts';
import { writeWhole } from './write-whole.ts';

const serverShape = object({
  url: text({ max: 500 }),
  pid: whole({ min: 1 }),
  /** Works like a sign-in as an administrator of the site, as long as this server runs. */
  token: text({ max: 100 }),
});
export type ServerFile = TypeOf<typeof serverShape>;

/** Undefined when no server left one. A server that was killed leaves one that points to nobody. */
export async function readServerFile(dir: string): Promise<ServerFile | undefined> {
  const file = await readJsonFile(serverFile(dir), serverShape);
  return file.ok ? file.value : undefined;
}

export function writeServerFile(dir: string, content: ServerFile): Promise<void> {
  return writeWhole(serverFile(dir), `${JSON.stringify(content)}\n`);
}

export function removeServerFile(dir: string): Promise<void> {
  return rm(serverFile(dir), { force: true });
}

function serverFile(dir: string): string {
  return join(dir, 'server.json');
}
