import type { Cut, CutPlan, FinalBytes, IndexPlan } from '#database/sqlite';
import { threadBeside } from '#host';

export type BulkJob =
  | { readonly kind: 'cut'; readonly file: string; readonly plan: CutPlan }
  | { readonly kind: 'move-wal'; readonly file: string }
  | ({ readonly kind: 'index' | 'adopt'; readonly file: string } & IndexPlan);

export interface BulkResult {
  readonly cut?: Cut;
  /** The size of the file. */
  readonly indexed?: number;
}

export type BulkNews =
  | { readonly kind: 'final'; readonly bytes: FinalBytes }
  | { readonly kind: 'done'; readonly result: BulkResult };

/** Runs the job in a thread of its own; rejects with what it threw. */
export function runBulkJob(
  job: BulkJob,
  onFinal: (bytes: FinalBytes) => void,
): Promise<BulkResult> {
  const worker = threadBeside(import.meta.url, 'bulk-worker', { workerData: job });
  return new Promise((resolve, reject) => {
    let result: BulkResult = {};
    worker.on('message', (news: BulkNews) => {
      if (news.kind === 'final') onFinal(news.bytes);
      else result = news.result;
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve(result) : reject(new Error(`The copying thread ended with ${code}.`)),
    );
  });
}
