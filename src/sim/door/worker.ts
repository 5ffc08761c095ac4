// Runs jobs one after another; the process around it stays free to report.
import { parentPort } from 'node:worker_threads';
import { doJob, type Job } from './job.ts';

parentPort?.on('message', (job: Job) => {
  void doJob(job).then((done) => parentPort?.postMessage(done));
});
