// Every look-up at central is written down, and the log is what limits them: nobody leafs through the country (E7).
// It says who asked, when, why and about whom by id; of what was asked it keeps a hash, of the patient nothing (E8).
import { canonicalJson, type Json, ok, type Result, type RowId, refused } from '#base';
import { activityLog, patient, type RowOf, site } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import type { AskedBy } from '../operation.ts';
import { findSite } from '../sites/find-site.ts';
import { toldEnough, tooManyLookUps } from './refusals.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_AN_HOUR = 30;
/** A site is told of less than this share of all patients in a day … */
const PERCENT = 1;
/** … but in a small country of so many, or nobody could be found there. */
const ALWAYS_A_DAY = 20;

const TYPE = 'patient-looked-up';

export interface LookUp {
  readonly by: AskedBy;
  readonly reason: string;
  readonly terms: Json;
  readonly told: readonly RowId[];
  /** What was done for those told of: named, or shown in a store. */
  readonly how: 'found' | 'shown';
}

/** Writes the look-up down, or refuses it: then nothing of it may be told. */
export async function noteLookUp(work: Work, lookUp: LookUp): Promise<Result<void>> {
  const { by, told, reason, terms, how } = lookUp;
  const from = await findSite(work, by.site);
  if (!from.ok) return from;
  const allowed = await checkAllowance(work, { lookUp, site: from.value });
  if (!allowed.ok) return allowed;
  const why = `${by.username} at ${from.value.name}: ${reason}`;
  await noteActivity(work, {
    type: TYPE,
    table: site.name,
    record_id: from.value.id,
    from: by.userId,
    to: String(told.length),
    message: `${why} (${work.derivedId(canonicalJson(terms), 'look-up-terms')})`,
  });
  for (const id of told)
    await noteActivity(work, {
      type: `patient-${how}`,
      table: patient.name,
      record_id: id,
      from: by.userId,
      message: why,
    });
  return ok(undefined);
}

async function checkAllowance(
  work: Work,
  asked: { readonly lookUp: LookUp; readonly site: RowOf<typeof site> },
): Promise<Result<void>> {
  const { by, told } = asked.lookUp;
  const now = Date.parse(work.now);
  const today = await work.find(activityLog, {
    where: [
      { column: 'record_id', is: asked.site.id },
      { column: 'type', is: TYPE },
      { column: 'at', above: new Date(now - DAY_MS).toISOString() },
    ],
  });
  const hourAgo = new Date(now - HOUR_MS).toISOString();
  const ofPerson = today.filter(({ at, from_value }) => at > hourAgo && from_value === by.userId);
  if (ofPerson.length >= MOST_AN_HOUR) return refused(tooManyLookUps({ most: MOST_AN_HOUR }));
  const sum = today.reduce((all, { to_value }) => all + Number(to_value), told.length);
  if (told.length === 0 || sum <= ALWAYS_A_DAY) return ok(undefined);
  // NOTE no more are counted than it takes.
  const least = (sum * 100) / PERCENT;
  return (await work.count(patient, { limit: least + 1 })) > least
    ? ok(undefined)
    : refused(toldEnough({ percent: PERCENT }));
}
