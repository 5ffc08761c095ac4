// Copies of a million rows take seconds of SQLite's own work: it is done in a thread beside the program.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#base';
import { adoptCopy, cutCopy } from '#database/sqlite';
import type { BulkJob, BulkNews } from './bulk-job.ts';
import { digest } from './digest.ts';
import { openDriver } from './driver.ts';

const port = must(parentPort, 'this file runs in a worker thread');
const job = workerData as BulkJob;
const tell = (news: BulkNews): void => port.postMessage(news);
const driver = openDriver(job.file, { readonly: false });
try {
  if (job.kind === 'cut') {
    const result = cutCopy(driver, job.plan, (bytes) => tell({ kind: 'final', bytes }));
    tell({ kind: 'done', result });
  } else {
    await adoptCopy({ ...job, driver, digest });
    tell({ kind: 'done', result: undefined });
  }
} finally {
  driver.close();
}
