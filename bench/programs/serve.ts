// Central, or a site, as it really runs: a data folder, its server on a free port.
import { valueOf } from '#base';
import { type ServedSite, serveSite } from '#server';
import { answer } from '../harness/program.ts';

let served: ServedSite | undefined;

answer(
  {
    async serve(dir: string) {
      served = valueOf(await serveSite({ dir, port: 0, scheduled: false }));
      return served.url;
    },
  },
  async () => served?.close(),
);
