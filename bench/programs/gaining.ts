// A site that is at work and will gain much, in a process of its own.
import { must } from '#base';
import { centralAt } from '../country/central.ts';
import { enrolRemote, type Remote } from '../country/remote.ts';
import { answer } from '../harness/program.ts';

let remote: Remote | undefined;

interface Enrolling {
  readonly url: string;
  readonly token: string;
  readonly name: string;
  readonly folder: string;
}

answer(
  {
    /** The number of the site, once it has what any site has. */
    async enrol({ url, token, name, folder }: Enrolling): Promise<number> {
      remote = await enrolRemote(centralAt({ url, token }), { name, folder });
      await remote.sync();
      return remote.site.siteId;
    },
    async gain(): Promise<Gained> {
      const began = performance.now();
      const { pulled } = await must(remote, 'the site was enrolled').sync();
      return { rows: pulled, milliseconds: performance.now() - began };
    },
  },
  async () => remote?.close(),
);

export interface Gained {
  readonly rows: number;
  readonly milliseconds: number;
}
