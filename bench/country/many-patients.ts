// A country of many patients in central's database: all at home in one clinic, some of them with a long history.
import { join } from 'node:path';
import type { Row } from '#dictionary';
import { someId } from './central.ts';
import { type Fill, fill, kept } from './fill.ts';

export interface Patients {
  /** How many there are. */
  readonly count: number;
  /** At home here. */
  readonly home: string;
  /** Visible here as well: the first of them. */
  readonly shown?: { readonly store: string; readonly count: number };
  /** Those of the others who have a history: each has so many records. */
  readonly histories?: { readonly count: number; readonly records: number };
}

/** Fills the database in a data folder of central that nobody serves; returns those with a history. */
export function putPatients(dir: string, asked: Patients): readonly string[] {
  const { count, home, shown, histories } = asked;
  const withHistory: string[] = [];
  const into = ['patient', 'patient_store_join', 'patient_medication_record', 'log_entry'];
  fill(join(dir, 'atoll.db'), into, (database) => {
    for (let i = 0; i < count; i += 1) {
      const id = someId();
      const isShown = shown !== undefined && i < shown.count;
      const stores = isShown ? [home, shown.store] : [home];
      put(database, stores, {
        table: 'patient',
        row: {
          id,
          code: `P${i}`,
          name: `Patient ${i}`,
          last_name: `${i}`,
          store_id: home,
          home_epoch: 1,
        },
      });
      for (const store_id of stores)
        put(database, stores, {
          table: 'patient_store_join',
          row: {
            id: someId(),
            patient_id: id,
            store_id,
            established_at: '2026-06-01T08:00:00.000Z',
          },
        });
      const at = i - (shown?.count ?? 0);
      if (at < 0 || at >= (histories?.count ?? 0)) continue;
      withHistory.push(id);
      for (let record = 0; record < (histories?.records ?? 0); record += 1)
        put(database, stores, {
          table: 'patient_medication_record',
          row: { id: someId(), patient_id: id, medicine: `Medicine ${record}` },
        });
    }
  });
  return withHistory;
}

function put(
  database: Fill,
  stores: readonly string[],
  { table, row }: { readonly table: string; readonly row: Row },
): void {
  database.put(table, { ...row, ...kept(1) });
  for (const store of stores)
    database.log(`store:${store}`, { table, id: String(row['id']), origin: 1 });
}
