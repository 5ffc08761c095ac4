// Somebody comes to another clinic than usual: the record and its history follow with an ordinary sync.
import { makeCentral, someId, startCentral, startClockedCentral } from '../country/central.ts';
import { putPatients } from '../country/many-patients.ts';
import { enrolRemote } from '../country/remote.ts';
import type { Figure } from '../harness/figure.ts';

/** With the patient and the row that makes them visible. */
const ROWS = 200;
const EACH_RUN = 10;

export const onePatient: Figure = {
  name: 'one-patient',
  title: 'A site gains one patient with 200 rows',
  async measure({ full, runs, folder, say }) {
    const count = full ? 1_000_000 : 100_000;
    const dir = `${folder}/central`;
    await makeCentral(dir);
    const before = await startCentral(dir);
    const clinic = async (code: string) =>
      String(
        (
          await before.operation('create-store', {
            code,
            name: `Clinic ${code}`,
            store_mode: 'dispensary',
          })
        )['store_id'],
      );
    const [home, store] = [await clinic('H'), await clinic('C')];
    await before.stop();
    const patients = putPatients(dir, {
      count,
      home,
      histories: { count: (runs + 1) * EACH_RUN, records: ROWS - 2 },
    });
    say(`${count} patients lie at central`);
    const central = await startClockedCentral(dir);
    const remote = await enrolRemote(central, { name: 'District', folder });
    try {
      await central.operation('assign-store', { store_id: store, site_id: remote.site.siteId });
      await remote.sync();
      const shown: number[] = [];
      const synced: number[] = [];
      const exchanges: number[] = [];
      for (let run = -1; run < runs; run += 1) {
        let [show, sync] = [0, 0];
        for (let i = 0; i < EACH_RUN; i += 1) {
          const patient_id = patients[(run + 1) * EACH_RUN + i] ?? '';
          const at = await central.program.usage();
          await central.put('patient_store_join', someId(), { patient_id, store_id: store });
          const made = await central.program.usage();
          const counted = remote.exchanges();
          const { pulled } = await remote.sync();
          if (pulled < ROWS) throw new Error(`${pulled} rows came`);
          exchanges.push(remote.exchanges() - counted);
          show += made.cpuMs - at.cpuMs;
          sync += (await central.program.usage()).cpuMs - made.cpuMs;
        }
        if (run < 0) continue; // to get warm
        shown.push(show / EACH_RUN);
        synced.push(sync / EACH_RUN);
      }
      const many = `among ${count.toLocaleString('en-GB')} patients`;
      return [
        { what: 'exchanges', unit: '', values: exchanges, goal: { atMost: 1 } },
        {
          what: `CPU of central, ${many}: shown and synced`,
          unit: 'ms',
          values: shown.map((each, i) => each + (synced[i] ?? 0)),
          goal: { atMost: 20 },
        },
        { what: '… shown, by the API', unit: 'ms', values: shown },
        { what: '… synced', unit: 'ms', values: synced },
      ];
    } finally {
      await remote.close();
      await central.stop();
    }
  },
};
