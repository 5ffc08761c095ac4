// How commands ask a site: through its running server, or through one that lives as long as the command. Either
// way the same calls of the contract, so that a command can do nothing that a program from outside could not.
import type { Result } from '#base';
import { type ApiClient, apiClient, readServerFile, serveSite } from '#server';

/** Runs `work` against the site in this folder. */
export async function withFace<T>(
  dir: string,
  work: (face: ApiClient) => Promise<Result<T>>,
): Promise<Result<T>> {
  const running = await readServerFile(dir);
  if (running !== undefined && (await answers(running.url))) return work(apiClient(running));
  const served = await serveSite({ dir, port: 0, scheduled: false });
  if (!served.ok) return served;
  try {
    const own = await readServerFile(dir);
    if (own === undefined) throw new Error('A server that was just started has a server file.');
    return await work(apiClient(own));
  } finally {
    await served.value.close();
  }
}

/** Whether a server is there; a file left by a killed one points to nobody. */
async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
