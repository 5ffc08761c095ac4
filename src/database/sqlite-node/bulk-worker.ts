// Copies of a million rows take seconds of SQLite's own work: it is done in a thread beside the program.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#base';
import { adoptCopy, cutCopy, type FinalBytes, indexCopy } from '#database/sqlite';
import type { BulkJob, BulkNews } from './bulk-job.ts';
import { digest } from './digest.ts';
import { openDriver } from './driver.ts';

const port = must(parentPort, 'this file runs in a worker thread');
const job = workerData as BulkJob;
const tell = (news: BulkNews): void => port.postMessage(news);
const driver = openDriver(job.file, { readonly: false });
const final = (bytes: FinalBytes): void => tell({ kind: 'final', bytes });
try {
  switch (job.kind) {
    case 'cut':
      tell({ kind: 'done', result: { cut: cutCopy(driver, job.plan, final) } });
      break;
    case 'index':
      tell({ kind: 'done', result: { indexed: indexCopy(driver, job, final) } });
      break;
    case 'move-wal':
      driver.exec('PRAGMA wal_checkpoint(PASSIVE)');
      tell({ kind: 'done', result: {} });
      break;
    case 'adopt':
      await adoptCopy({ ...job, driver, digest });
      tell({ kind: 'done', result: {} });
      break;
  }
} finally {
  driver.close();
}
