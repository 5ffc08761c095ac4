import type { Figure } from '../harness/figure.ts';
import { bytesARow } from './bytes-a-row.ts';
import { centralEdit } from './central-edit.ts';
import { centralMemory } from './central-memory.ts';
import { comparison } from './comparison.ts';
import { firstDownload } from './first-download.ts';
import { gainOfStore } from './gain-of-store.ts';
import { idleSync } from './idle-sync.ts';
import { onePatient } from './one-patient.ts';
import { patientsHere } from './patients-here.ts';
import { pushingAnInvoice } from './pushing-an-invoice.ts';
import { savingAnInvoice } from './saving-an-invoice.ts';
import { simulator } from './simulator.ts';
import { slowLink } from './slow-link.ts';
import { takingPushes } from './taking-pushes.ts';
import { yearUnsent } from './year-unsent.ts';

/** Every figure of the table of goals. A new one is a file and a line here. */
export const figures: readonly Figure[] = [
  idleSync,
  centralEdit,
  savingAnInvoice,
  pushingAnInvoice,
  bytesARow,
  takingPushes,
  slowLink,
  firstDownload,
  yearUnsent,
  centralMemory,
  onePatient,
  patientsHere,
  gainOfStore,
  comparison,
  simulator,
];
