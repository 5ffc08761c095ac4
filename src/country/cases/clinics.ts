// Two clinics, each a dispensary at a site of its own, and patients at home in the first.
import type { Row } from '#dictionary';
import {
  type CountryOptions,
  type Place,
  type SmallCountry,
  smallCountry,
} from '../small-country.ts';

export interface Clinics {
  readonly country: SmallCountry;
  /** Dispensaries: `here` at site one, `there` at site two. */
  readonly here: string;
  readonly there: string;
  /** A patient at home in `here` and visible there; returns the id. */
  readonly patient: (columns?: Row) => Promise<string>;
  /** Makes a patient visible in a store, where that is decided. */
  readonly show: (patient: string, store: string) => Promise<string>;
}

export async function clinics(options: CountryOptions = {}): Promise<Clinics> {
  const country = await smallCountry(options);
  const clinic = async (code: string, at: Place) => {
    const made = await country.central.does('create-store', {
      code,
      name: `Clinic ${code}`,
      store_mode: 'dispensary',
      site_id: at.site.siteId,
    });
    return String(made['store_id']);
  };
  const here = await clinic('C', country.one);
  const there = await clinic('D', country.two);
  await country.settle();
  let made = 0;
  return {
    country,
    here,
    there,
    async patient(columns = {}) {
      made += 1;
      const id = country.id();
      const row = { code: `P${made}`, name: `Patient ${made}`, last_name: `${made}` };
      await country.one.puts('patient', id, { ...row, store_id: here, ...columns });
      await country.one.puts('patient_store_join', country.id(), {
        patient_id: id,
        store_id: here,
      });
      return id;
    },
    async show(patient, store) {
      const id = country.id();
      await country.primary.puts('patient_store_join', id, {
        patient_id: patient,
        store_id: store,
      });
      return id;
    },
  };
}
