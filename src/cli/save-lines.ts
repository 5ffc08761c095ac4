// The lines of a file, handed to the site: all in one unit of work, or (`keepGood`) in portions, without those
// that the site refuses.
import { ok, type Refusal, type Result, refused } from '#base';
import type { LineFault } from '#csv';
import type { ApiClient } from '#server';
import type { RowChange } from '#site';

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
    return saved.ok
      ? ok({ ...counted(changes), faults: [] })
      : refused(lineOf(saved.refusal, changes));
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
      const at = indexIn(saved.refusal);
      const bad = at === undefined ? undefined : portion[at];
      // NOTE a refusal that names no line is about something else, such as a full disk: the rest would meet it too.
      if (at === undefined || bad === undefined) return refused(saved.refusal);
      faults.push({ line: bad.line, column: null, reason: sentencePart(saved.refusal.message) });
      rest = [...rest.slice(0, at), ...rest.slice(at + 1)];
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

/** The refusal of one change names its place among them; people look for the line of the file. */
function lineOf(refusal: Refusal, changes: readonly Line[]): Refusal {
  const at = indexIn(refusal);
  const line = at === undefined ? undefined : changes[at]?.line;
  if (line === undefined) return refusal;
  return {
    ...refusal,
    message: `Line ${line}: ${refusal.message}`,
    details: { ...refusal.details, line },
  };
}

function indexIn({ details }: Refusal): number | undefined {
  const { index } = details;
  return typeof index === 'number' ? index : undefined;
}

/** "is refused: …" continues a sentence that begins with the line. */
function sentencePart(message: string): string {
  return `is refused: ${message.replace(/\.$/, '')}`;
}
