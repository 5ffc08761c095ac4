// A device that becomes a site, as `init site` makes it one: from the command to a site that has everything.
import { valueOf } from '#base';
import { type InitSite, initSite } from '#server';
import { answer } from '../harness/program.ts';

answer(
  {
    /** Milliseconds that it took, and rows that came. */
    async init(asked: InitSite): Promise<Begun> {
      const began = performance.now();
      const { pulled } = valueOf(await initSite(asked));
      return { ms: performance.now() - began, rows: pulled };
    },
  },
  async () => undefined,
);

export interface Begun {
  readonly ms: number;
  readonly rows: number;
}
