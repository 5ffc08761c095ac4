// Units run one after another; those that are asked for close together share one transaction and so one wait
// for the disk. None of their promises resolves before that commit, and each is undone alone when it throws.
import type { Clock } from '#base';
import { openUnit, type ReadsAndWrites } from '#database/stored';
import { NoSpace, type Unit } from '#engine/ports';
import type { SqliteDriver } from './driver.ts';

export interface GroupCommit {
  /** The most units in one transaction; 1 lets each have its own. */
  readonly units: number;
  /** No further unit begins in a transaction that has been open for so long. */
  readonly milliseconds: number;
}

export interface UnitQueue {
  readonly add: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Resolves when no unit runs or waits. */
  readonly idle: () => Promise<void>;
}

/** A unit that waits for its turn, its types forgotten. */
interface Waiting {
  /** Runs the work; what comes back tells its caller, once it is known how it ended. */
  readonly run: () => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

export function unitQueue(options: {
  readonly driver: SqliteDriver;
  readonly connection: ReadsAndWrites;
  readonly groupCommit: GroupCommit;
  readonly clock: Clock;
  /** Lets whatever else is due in this process run, so that more units may be asked for. */
  readonly giveWay: () => Promise<void>;
  readonly translate: (error: unknown) => unknown;
  readonly committed: () => void;
  /** A transaction has ended, whether it was saved or not. */
  readonly ended: () => void;
}): UnitQueue {
  const { driver, connection, groupCommit, clock, giveWay, translate, committed } = options;
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) await runTogether();
    draining = undefined;
  };
  const runTogether = async (): Promise<void> => {
    const ended: { readonly unit: Waiting; readonly tell: () => void }[] = [];
    const began = clock.monotonic();
    const mayGoOn = (): boolean =>
      ended.length < groupCommit.units &&
      (ended.length === 0 || clock.monotonic() - began < groupCommit.milliseconds);
    let current: Waiting | undefined;
    try {
      driver.exec('BEGIN IMMEDIATE');
      while (true) {
        for (
          current = waiting.shift();
          current !== undefined;
          current = mayGoOn() ? waiting.shift() : undefined
        ) {
          const tell = await runOne(current, ended.length > 0);
          if (tell !== undefined) ended.push({ unit: current, tell });
        }
        if (ended.length > 0 && mayGoOn()) await giveWay();
        if (waiting.length === 0 || !mayGoOn()) break;
      }
      driver.exec('COMMIT');
    } catch (failure) {
      if (driver.inTransaction()) driver.exec('ROLLBACK');
      options.ended();
      const error = translate(failure);
      // When the transaction could not even begin, the first in the queue is told, lest it be tried for ever.
      const stopped = current ?? (ended.length === 0 ? waiting.shift() : undefined);
      stopped?.fail(error);
      for (const { unit } of ended) unit.fail(error);
      return;
    }
    committed();
    options.ended();
    for (const { tell } of ended) tell();
  };
  /** Answers nothing for a unit that failed alone; throws when the whole transaction is lost. */
  const runOne = async (unit: Waiting, afterOthers: boolean): Promise<(() => void) | undefined> => {
    const mark = afterOthers ? connection.mark() : undefined;
    try {
      const tell = await unit.run();
      mark?.keep();
      return tell;
    } catch (error) {
      if (error instanceof NoSpace || !driver.inTransaction()) throw error;
      if (mark === undefined) driver.exec('ROLLBACK; BEGIN IMMEDIATE');
      else mark.undo();
      unit.fail(error);
      return undefined;
    }
  };
  return {
    add: (work) =>
      new Promise((resolve, reject) => {
        const run = async (): Promise<() => void> => {
          const { unit, finish, close } = openUnit(connection);
          try {
            const result = await work(unit);
            finish();
            return () => resolve(result);
          } finally {
            close();
          }
        };
        waiting.push({ run, fail: reject });
        draining ??= drain();
      }),
    idle: async () => {
      while (draining !== undefined) await draining;
    },
  };
}
