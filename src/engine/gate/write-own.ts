// The first of the two ways in which a row can change: this site's own work.
import { ok, type Refusal, type Result, refused } from '#base';
import { NoSpace, NotUnique, type Unit } from '#engine/ports';
import { inAttempt, inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { neverChanged, noSpace, notUnique } from '../refusals.ts';
import { arrivingRefusal } from './arriving-primary.ts';
import { ask } from './asked.ts';
import { blaming } from './blamed.ts';
import { danglingReferences } from './check-changes.ts';
import { type Draft, openDraft } from './draft.ts';
import { homeRefusal } from './keep-home.ts';
import { leavingRefusals } from './leaving-home.ts';
import { logGroup } from './log-group.ts';
import { editRefusal } from './may-edit.ts';
import { strangerNamed } from './may-name.ts';
import { releaseWaiting } from './quarantine.ts';
import { record } from './record.ts';
import { rootsOf } from './roots.ts';
import { stampOwn } from './stamp.ts';
import type { Person, Work } from './work.ts';

export interface Author {
  readonly person: Person | undefined;
  /** At central, the work may write what another site edits: the answering half of a transfer, and its links. */
  readonly actsAsCentral?: boolean;
}

/**
 * Runs `work` as one unit and makes what it wrote one group. Nothing stays of it when the work, the rows or the
 * edit rule say no, or when the disk is full; the value arrives after the durable commit. The unit itself is handed
 * on for the engine's own tables, so that a decision and what it writes are one.
 */
export async function writeOwn<T>(
  parts: Parts,
  author: Author,
  work: (work: Work, unit: Unit) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return ok(await inUnit(parts, (unit) => writeGroup(parts, unit, author, work)));
  } catch (thrown) {
    if (thrown instanceof NoSpace) return refused(noSpace({}));
    return refusalOf(thrown);
  }
}

/** The same within a unit, which goes on when the work is refused; a full disk is thrown, for it ends the unit. */
export async function attemptOwn<T>(
  parts: Parts,
  unit: Unit,
  author: Author,
  work: (work: Work) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return ok(await inAttempt(parts, unit, () => writeGroup(parts, unit, author, work)));
  } catch (thrown) {
    return refusalOf(thrown);
  }
}

async function writeGroup<T>(
  parts: Parts,
  unit: Unit,
  author: Author,
  work: (work: Work, unit: Unit) => Promise<Result<T>>,
): Promise<T> {
  const draft = openDraft(parts, unit, author.person);
  const answer = await work(draft.work, unit);
  if (!answer.ok) throw new Undo(answer.refusal);
  const refusal = draft.refusal() ?? (await draftRefusal(parts, unit, draft, author));
  if (refusal !== undefined) throw new Undo(refusal);
  const changes = await stampOwn(parts, unit, draft.changes());
  const topology = await record(parts, { unit, changes, topology: parts.country.topology });
  if (!parts.isCentral) {
    const tooMuch = await logGroup(parts, unit, {
      at: draft.work.now,
      changes,
      topology: draft.topology(),
    });
    if (tooMuch !== undefined) throw new Undo(tooMuch);
  }
  parts.country.topology = topology;
  if (parts.isCentral) {
    const written = changes.map(({ table, after }) => ({ table, row: after }));
    await releaseWaiting(parts, unit, written);
  }
  return answer.value;
}

function refusalOf(thrown: unknown): Result<never> {
  if (thrown instanceof Undo) return refused(thrown.refusal);
  if (thrown instanceof NotUnique)
    return refused(notUnique({ table: thrown.table, columns: thrown.columns }));
  throw thrown;
}

/** Makes the database undo the unit; never leaves this file. */
class Undo extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function draftRefusal(
  parts: Parts,
  unit: Unit,
  draft: Draft,
  author: Author,
): Promise<Refusal | undefined> {
  const changes = draft.changes();
  if (!(author.actsAsCentral === true && parts.isCentral)) {
    const refusal = await rightRefusal(parts, unit, draft);
    if (refusal !== undefined) return refusal;
  }
  const dangling = blaming(await danglingReferences(parts, unit, { changes }));
  if (dangling !== undefined) return dangling;
  const stranger = parts.isCentral && strangerNamed(parts, draft.topology(), changes);
  return stranger ? blaming([stranger]) : undefined;
}

async function rightRefusal(parts: Parts, unit: Unit, draft: Draft): Promise<Refusal | undefined> {
  const topology = draft.topology();
  const changes = draft.changes();
  const located = changes.map((change) => ({ table: change.table, row: change.after }));
  const roots = await rootsOf(parts.dictionary, unit, located);
  const asked = await ask(unit, topology, roots, located);
  const leaving = await leavingRefusals(unit, topology, roots, asked);
  const blamed = (refusals: readonly (Refusal | undefined)[]) =>
    changes.flatMap((change, i) => {
      const refusal = refusals[i];
      return refusal === undefined ? [] : [{ change, refusal }];
    });
  const moving = blaming(blamed(leaving)) ?? (await arrivingRefusal(unit, topology, roots));
  if (moving !== undefined) return moving;
  const refusals = changes.map((change, i) => {
    const root = roots[i];
    if (root === undefined) return undefined; // its missing parent is named by the check of references
    const refusal =
      (parts.faults.has('home-by-hand') ? undefined : homeRefusal(topology, change)) ??
      editRefusal(topology, root, {
        siteId: topology.self,
        asked,
        creating: change.before === undefined,
        faults: parts.faults,
      });
    const isKept = root.rule.editedAt.at === 'creator' && !parts.faults.has('messages-change');
    const isChanged = isKept && change.before !== undefined;
    return refusal ?? (isChanged ? neverChanged({ table: change.table }) : undefined);
  });
  return blaming(blamed(refusals));
}
