import { item, location, name, patient, prescriber, type Table, unit } from '#dictionary';

export const KINDS = ['item', 'unit', 'name', 'patient', 'prescriber', 'location'] as const;
export type Kind = (typeof KINDS)[number];

export const TABLE_OF: Readonly<Record<Kind, Table>> = {
  item,
  unit,
  name,
  patient,
  prescriber,
  location,
};
