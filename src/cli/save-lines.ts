// The lines of a file, handed to the site: all in one unit of work, or (`keepGood`) in portions, without those
// that the site refuses.
import { ok, type Refusal, type Result, refused } from '#base';
import { badLines, type LineFault } from '#csv';
import type { ApiClient } from '#server';
import type { PlacedFault, RowChange } from '#site';
import { importStopped } from './refusals.ts';

export interface Line {
  readonly line: number;
  readonly change: RowChange;
  readonly isNew: boolean;
}

export interface SaveLines {
  readonly face: ApiClient;
  readonly changes: readonly Line[];
  readonly keepGood: boolean;
  readonly onProgress: (place: { readonly done: number; readonly of: number }) => void;
}

export interface SavedLines {
  readonly created: number;
  readonly changed: number;
  /** The lines that the site refused. */
  readonly faults: readonly LineFault[];
}

const PORTION = 500;

export async function saveLines(asked: SaveLines): Promise<Result<SavedLines>> {
  const { face, changes, keepGood, onProgress } = asked;
  if (!keepGood) {
    const saved = await post(face, changes);
    if (saved.ok) return ok({ ...counted(changes), faults: [] });
    const faults = faultsIn(saved.refusal, changes);
    if (faults.length === 0) return refused(saved.refusal);
    return refused(badLines({ lines: linesIn(faults).size, of: changes.length, faults }));
  }
  const faults: LineFault[] = [];
  const kept: Line[] = [];
  for (let rest = changes; rest.length > 0; ) {
    const portion = rest.slice(0, PORTION);
    const saved = await post(face, portion);
    if (saved.ok) {
      kept.push(...portion);
      rest = rest.slice(PORTION);
    } else {
      const found = faultsIn(saved.refusal, portion);
      // NOTE a refusal that names no line is about something else, such as a full disk: the rest would meet it too.
      if (found.length === 0) return refused(stoppedAfter(saved.refusal, kept));
      faults.push(...found);
      const bad = linesIn(found);
      rest = rest.filter(({ line }) => !bad.has(line));
    }
    onProgress({ done: changes.length - rest.length, of: changes.length });
  }
  return ok({ ...counted(kept), faults });
}

async function post(face: ApiClient, lines: readonly Line[]): Promise<Result<unknown>> {
  return lines.length === 0
    ? ok(undefined)
    : face.post(
        '/api/rows',
        lines.map(({ change }) => change),
      );
}

function counted(lines: readonly Line[]) {
  const created = lines.filter(({ isNew }) => isNew).length;
  return { created, changed: lines.length - created };
}

/** The refusal names changes by their place; people look for the line of the file. */
function faultsIn({ details }: Refusal, changes: readonly Line[]): readonly LineFault[] {
  if (details['index'] === undefined) return [];
  return (details['faults'] as readonly PlacedFault[]).flatMap(({ index, column, reason }) => {
    const line = changes[index]?.line;
    return line === undefined ? [] : [{ line, column, reason }];
  });
}

function linesIn(faults: readonly LineFault[]): ReadonlySet<number> {
  return new Set(faults.map(({ line }) => line));
}

function stoppedAfter(refusal: Refusal, kept: readonly Line[]): Refusal {
  const last = kept.at(-1);
  return last === undefined
    ? refusal
    : importStopped({ imported: kept.length, line: last.line, cause: refusal });
}
