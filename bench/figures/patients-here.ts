// How many patients a site can see costs nothing when it writes one of its own, or has nothing to say.
import {
  type Central,
  makeCentral,
  someId,
  startCentral,
  startClockedCentral,
} from '../country/central.ts';
import { putPatients } from '../country/many-patients.ts';
import { enrolRemote, type Remote } from '../country/remote.ts';
import type { Figure } from '../harness/figure.ts';
import { usage } from '../harness/machine.ts';
import { ratios } from '../harness/statistics.ts';

const FEW = 10;
const TURNS = 10;
const WRITES = 10;
const SYNCS = 20;

interface Site {
  readonly central: Central;
  readonly remote: Remote;
  readonly store: string;
}

export const patientsHere: Figure = {
  name: 'patients-here',
  title:
    'A patient written, and an idle sync, at a site that sees many patients and at one that sees few',
  async measure({ full, runs, folder, say }) {
    const count = full ? 100_000 : 20_000;
    const many = await country(`${folder}/many`, count);
    const few = await country(`${folder}/few`, FEW);
    say('both sites have their patients');
    const pairs = [many, few] as const;
    try {
      const written: [number[], number[]] = [[], []];
      const idle: [number[], number[]] = [[], []];
      for (let run = -1; run < runs; run += 1) {
        const [write, rest] = [
          [0, 0],
          [0, 0],
        ] as [[number, number], [number, number]];
        // In turn and a little at a time, so that both are measured on the same busy machine.
        for (let turn = 0; turn < TURNS; turn += 1) {
          for (const which of [0, 1] as const) {
            write[which] += (await writing(pairs[which])) / TURNS;
            rest[which] += (await resting(pairs[which])) / TURNS;
          }
        }
        if (run < 0) continue; // to get warm
        for (const which of [0, 1] as const) {
          written[which].push(write[which]);
          idle[which].push(rest[which]);
        }
      }
      const those = `${count.toLocaleString('en-GB')} patients`;
      return [
        { what: `CPU of a patient, written and sent: ${those}`, unit: 'ms', values: written[0] },
        { what: `… ${FEW} patients`, unit: 'ms', values: written[1] },
        { what: '… many over few', unit: '×', values: ratios(...written), goal: { atMost: 1.2 } },
        { what: `CPU of an idle sync at both ends: ${those}`, unit: 'ms', values: idle[0] },
        { what: `… ${FEW} patients`, unit: 'ms', values: idle[1] },
        { what: '… many over few', unit: '×', values: ratios(...idle), goal: { atMost: 1.2 } },
      ];
    } finally {
      for (const { remote, central } of pairs) {
        await remote.close();
        await central.stop();
      }
    }
  },
};

async function country(dir: string, count: number): Promise<Site> {
  await makeCentral(dir);
  const before = await startCentral(dir);
  const clinic = async (code: string) => {
    const made = { code, name: `Clinic ${code}`, store_mode: 'dispensary' };
    return String((await before.operation('create-store', made))['store_id']);
  };
  const [home, store] = [await clinic('H'), await clinic('C')];
  await before.stop();
  putPatients(dir, { count, home, shown: { store, count } });
  const central = await startClockedCentral(dir);
  const remote = await enrolRemote(central, { name: 'District', folder: dir });
  await central.operation('assign-store', { store_id: store, site_id: remote.site.siteId });
  await remote.sync();
  return { central, remote, store };
}

/** Milliseconds of CPU at both ends for a patient who is registered here and sent to central. */
async function writing({ central, remote, store }: Site): Promise<number> {
  return cpuOf(central, WRITES, async () => {
    const id = someId();
    await remote.putAll([
      {
        table: 'patient',
        id,
        put: { code: `N${id}`, name: 'New patient', last_name: 'New', store_id: store },
      },
      { table: 'patient_store_join', id: someId(), put: { patient_id: id, store_id: store } },
    ]);
    await remote.sync();
  });
}

function resting({ central, remote }: Site): Promise<number> {
  return cpuOf(central, SYNCS, async () => {
    await remote.sync();
  });
}

async function cpuOf(central: Central, times: number, work: () => Promise<void>): Promise<number> {
  const [here, there] = [usage(), await central.program.usage()];
  for (let i = 0; i < times; i += 1) await work();
  const after = await central.program.usage();
  return (usage().cpuMs - here.cpuMs + after.cpuMs - there.cpuMs) / times;
}
