// A port around a database: it tells each commit, lets the power go at the named points, and can be slow.
import type { Row } from '#dictionary';
import type { Database, Unit, View } from '#engine/ports';
import type { Step } from './mirror.ts';
import { kindOf, never, type Power, PowerCut } from './power.ts';

export interface Watch {
  readonly power: Power;
  /** A unit has become durable. */
  readonly committed: (steps: readonly Step[]) => void;
  /** Rewrites what is put, where a device lies. */
  readonly rewrite?: (table: string, rows: readonly Row[]) => readonly Row[];
  /** How long the disk takes with the commit that comes; waits inside the unit. */
  readonly delay?: (() => Promise<void>) | undefined;
}

export function watchedDatabase(
  inner: Database,
  { power, committed, delay, rewrite = honest }: Watch,
): Database {
  return {
    async read(work) {
      if (!power.on()) return never();
      try {
        const value = await inner.read((view) => work(guardedView(view, power)));
        return power.on() ? value : await never();
      } catch (error) {
        return passOn(power, error);
      }
    },
    async write(work) {
      if (!power.on()) return never();
      const steps: Step[] = [];
      let value: Awaited<ReturnType<typeof work>>;
      try {
        value = await inner.write(async (unit) => {
          needs(power.on());
          const result = await work(watchedUnit(unit, { power, steps, rewrite }));
          needs(power.on());
          if (steps.length > 0 && delay !== undefined) {
            await delay();
            needs(power.on());
          }
          needs(steps.length === 0 || !power.failsAt(`${kindOf(steps)}: before the commit`));
          return result;
        });
      } catch (error) {
        return passOn(power, error);
      }
      if (steps.length > 0) {
        committed(steps);
        power.failsAt(`${kindOf(steps)}: after the commit`);
      }
      return power.on() ? value : never();
    },
    scrub: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
}

function honest(_table: string, rows: readonly Row[]): readonly Row[] {
  return rows;
}

/** What is read while the power goes is used for nothing: whatever it would lead to asks again. */
function guardedView(view: View, power: Power): View {
  return {
    get(table, keys) {
      needs(power.on());
      return view.get(table, keys);
    },
    select(query) {
      needs(power.on());
      return view.select(query);
    },
    count(query) {
      needs(power.on());
      return view.count(query);
    },
  };
}

interface Watched {
  readonly power: Power;
  readonly steps: Step[];
  readonly rewrite: NonNullable<Watch['rewrite']>;
}

function watchedUnit(unit: Unit, { power, steps, rewrite }: Watched): Unit {
  // NOTE noted before it is done: what fails is undone with the unit, or with the attempt around it.
  const note = (step: Step) => {
    needs(power.on());
    needs(!power.failsAt(`${power.activity()}: during a unit`));
    steps.push(step);
  };
  return {
    ...guardedView(unit, power),
    put(table, given) {
      if (given.length === 0) return Promise.resolve();
      const rows = rewrite(table, given);
      note({ table, put: [...rows] });
      return unit.put(table, rows);
    },
    remove(table, where) {
      note({ table, remove: where });
      return unit.remove(table, where);
    },
    async attempt(work) {
      const mark = steps.length;
      try {
        return await unit.attempt(work);
      } catch (error) {
        steps.length = mark;
        throw error;
      }
    },
  };
}

function needs(powered: boolean): void {
  if (!powered) throw new PowerCut();
}

/** An error of a device without power is nobody's; it must not wake the code that waits for it. */
function passOn(power: Power, error: unknown): Promise<never> {
  if (!power.on()) return never();
  throw error;
}
