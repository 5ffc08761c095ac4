// A site that compares all it holds with central: what that costs both, and the line.
import { makeCentral, startCentral } from '../country/central.ts';
import { putPatients } from '../country/many-patients.ts';
import { enrolRemote } from '../country/remote.ts';
import type { Figure } from '../harness/figure.ts';
import { usage } from '../harness/machine.ts';
import { wire } from '../harness/wire.ts';

export const comparison: Figure = {
  name: 'comparison',
  title: 'A site compares what it holds with central',
  async measure({ full, runs, folder }) {
    const count = full ? 100_000 : 10_000;
    await makeCentral(folder);
    const before = await startCentral(folder);
    const clinic = async (code: string) => {
      const made = { code, name: `Clinic ${code}`, store_mode: 'dispensary' };
      return String((await before.operation('create-store', made))['store_id']);
    };
    const [home, store] = [await clinic('H'), await clinic('C')];
    await before.stop();
    putPatients(folder, { count, home, shown: { store, count } });
    const central = await startCentral(folder);
    const line = await wire(central.url);
    const remote = await enrolRemote(central, { name: 'District', folder, url: line.url });
    try {
      await central.operation('assign-store', { store_id: store, site_id: remote.site.siteId });
      await remote.sync();
      const [bytes, there, here]: [number[], number[], number[]] = [[], [], []];
      for (let run = 0; run < runs; run += 1) {
        const crossed = line.crossed();
        const [hub, own] = [await central.program.usage(), usage()];
        const { rows, differences } = await remote.does('compare-with-central', {});
        if ((differences as readonly unknown[]).length > 0) throw new Error('nothing was damaged');
        const after = line.crossed();
        bytes.push((after.up + after.down - crossed.up - crossed.down) / Number(rows));
        there.push(((await central.program.usage()).cpuMs - hub.cpuMs) / (Number(rows) / 1_000));
        here.push((usage().cpuMs - own.cpuMs) / (Number(rows) / 1_000));
      }
      const size = `${count.toLocaleString('en-GB')} patients and their visibility`;
      return [
        { what: `bytes a row, both ways, ${size}`, unit: '', values: bytes },
        { what: 'CPU of central for 1,000 rows', unit: 'ms', values: there },
        { what: 'CPU of the site for 1,000 rows', unit: 'ms', values: here },
      ];
    } finally {
      await remote.close();
      await line.close();
      await central.stop();
    }
  },
};
