// The thread of `frame-writer.ts`.
import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#base';
import { unpackBytes } from './copy-frame.ts';
import type { FrameToWrite, FrameWritten } from './frame-writer.ts';

const port = must(parentPort, 'this file runs in a worker thread');
const target = Number(workerData);

port.on('message', (frame: FrameToWrite | null) => {
  if (frame === null) {
    port.close();
    return;
  }
  const bytes = unpackBytes(frame.packed, frame.length);
  if (bytes !== undefined) writeSync(target, bytes, 0, bytes.length, frame.offset);
  const { number } = frame;
  port.postMessage({ number, isWhole: bytes !== undefined } satisfies FrameWritten);
});
