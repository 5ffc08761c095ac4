import { Worker } from 'node:worker_threads';

/** Starts a thread on the module of this name that lies beside the one whose `import.meta.url` is given. */
export function threadBeside(
  url: string,
  name: string,
  start: { readonly workerData: unknown },
): Worker {
  const source = url.endsWith('.ts');
  return new Worker(new URL(`${name}.${source ? 'ts' : 'js'}`, url), {
    ...start,
    // Sources name other rooms by the condition of package.json under which they are found there.
    ...(source && { execArgv: ['--conditions=source'] }),
  });
}
