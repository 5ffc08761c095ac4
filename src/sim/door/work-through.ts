import { Worker } from 'node:worker_threads';
import type { Done, Job } from './job.ts';

/** Gives the jobs to `workers` threads, each a new one as soon as it has done its last. */
export async function workThrough(
  jobs: Iterable<Job>,
  { workers, onDone }: { readonly workers: number; readonly onDone: (done: Done) => void },
): Promise<void> {
  const left = jobs[Symbol.iterator]();
  // NOTE the sources are run as they stand in development, and as JavaScript once built.
  const file = new URL(
    import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
    import.meta.url,
  );
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(file);
      const next = () => {
        const { done, value } = left.next();
        if (done === true) {
          void worker.terminate().then(() => resolve());
        } else {
          worker.postMessage(value);
        }
      };
      worker.on('message', (done: Done) => {
        onDone(done);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: workers }, one));
}
