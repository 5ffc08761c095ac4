// Frames are unpacked and written in a thread beside the program: half a gigabyte in pieces of a megabyte would keep
// the collector of a running site's whole heap at work.
import { once } from 'node:events';
import { threadBeside } from '#host';

export interface FrameWriter {
  /** Unpacks the bytes of a frame and writes them where they belong. False: they are damaged, and nothing is written. */
  readonly write: (frame: PackedBytes) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export interface PackedBytes {
  readonly packed: Uint8Array;
  readonly offset: number;
  /** Unpacked. */
  readonly length: number;
}

/** What the thread is asked, and how it answers. */
export interface FrameToWrite extends PackedBytes {
  readonly number: number;
}

export interface FrameWritten {
  readonly number: number;
  readonly isWhole: boolean;
}

/** Writes into the open file `target`; whoever opened it closes it, after this. */
export function frameWriter(target: number): FrameWriter {
  const thread = threadBeside(import.meta.url, 'frame-worker', { workerData: target });
  const open = new Map<number, PromiseWithResolvers<boolean>>();
  let number = 0;
  thread.on('message', ({ number: done, isWhole }: FrameWritten) => {
    open.get(done)?.resolve(isWhole);
    open.delete(done);
  });
  thread.on('error', (fault) => {
    for (const each of open.values()) each.reject(fault);
    open.clear();
  });
  return {
    write(frame) {
      number += 1;
      const written = Promise.withResolvers<boolean>();
      // NOTE the caller asks after the next frame has come; a fault meanwhile is not lost.
      written.promise.catch(() => undefined);
      open.set(number, written);
      const own = Uint8Array.from(frame.packed);
      const { offset, length } = frame;
      thread.postMessage({ number, packed: own, offset, length } satisfies FrameToWrite, [
        own.buffer,
      ]);
      return written.promise;
    },
    async close() {
      const ended = once(thread, 'exit');
      thread.postMessage(null);
      await ended;
    },
  };
}
