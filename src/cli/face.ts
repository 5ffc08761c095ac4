// How commands ask a site: through its running server, or through one that lives as long as the command. Either
// way the same calls of the contract, so that a command can do nothing that a program from outside could not.
import { setTimeout as passed } from 'node:timers/promises';
import { ok, type Result } from '#base';
import { type ApiClient, apiClient, readServerFile, type ServedSite, serveSite } from '#server';

/** Runs `work` against the site in this folder. */
export async function withFace<T>(
  dir: string,
  work: (face: ApiClient) => Promise<Result<T>>,
): Promise<Result<T>> {
  const reached = await reach(dir);
  if (!reached.ok) return reached;
  const { face, own } = reached.value;
  try {
    return await work(face);
  } finally {
    await own?.close();
  }
}

interface Reached {
  readonly face: ApiClient;
  /** The server that was started for this command alone. */
  readonly own?: ServedSite;
}

/** A server that holds the folder may still be starting, or be about to stop: it is given a moment. */
const TRIES = 5;
const PAUSE_MS = 400;

async function reach(dir: string): Promise<Result<Reached>> {
  for (let tried = 1; ; tried += 1) {
    const running = await runningServer(dir);
    if (running !== undefined) return ok({ face: running });
    const own = await serveSite({ dir, port: 0, scheduled: false });
    if (own.ok) {
      const face = await runningServer(dir);
      if (face !== undefined) return ok({ face, own: own.value });
      await own.value.close();
      throw new Error('A server that was just started does not answer.');
    }
    if (own.refusal.code !== 'database.folder-in-use' || tried === TRIES) return own;
    await passed(PAUSE_MS);
  }
}

/** The server of the folder, if it answers; the file of a killed one points to nobody. */
async function runningServer(dir: string): Promise<ApiClient | undefined> {
  const file = await readServerFile(dir);
  if (file === undefined) return undefined;
  const face = apiClient(file);
  return (await face.get('/api/session')).ok ? face : undefined;
}
