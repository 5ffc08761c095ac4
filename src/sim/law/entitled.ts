// Who may hold which row, and where it is edited: domain.md 3.3, 4.1 and 4.3 asked against central's rows.
import type { Row } from '#dictionary';
import { type Audience, audiencesOf } from './audience.ts';
import { type Content, liveRows } from './content.ts';
import { DATA_TYPES } from './data-types.ts';
import { editorOf } from './editor.ts';
import { factsOf } from './facts.ts';
import { type Answer, type Asked, isAddedWhereVisible, mayEdit } from './may-edit.ts';

export interface Law {
  /** Whether the site may hold this row; of a tombstone, whether it might hold it if the row lived. */
  readonly mayHold: (siteId: number, table: string, row: Row) => boolean;
  /** Whether central may send the row, which it has, to the site: also what its dispensary leaves out by now. */
  readonly maySend: (siteId: number, table: string, row: Row) => boolean;
  /** Whether the site may make such a row though it is edited at another, and may not change it afterwards. */
  readonly mayAdd: (siteId: number, table: string, row: Row) => boolean;
  /** The ids that the site may hold, by table; local tables and tombstones are nobody's. */
  readonly entitled: (siteId: number) => ReadonlyMap<string, ReadonlySet<string>>;
  /** The one site that may edit this row; `undefined` when any site may, for itself, or nobody can be named. */
  readonly editor: (table: string, row: Row) => number | undefined;
  readonly mayEdit: (asked: Asked) => Answer;
  /**
   * A row of a dispensary that leaves out its transactions (6.6): it is not sent, and what central has of it from
   * earlier days stays there and grows old.
   */
  readonly staysAtItsSite: (table: string, row: Row) => boolean;
  /** What is left of the row with this id, of whichever table; the id itself when it was never merged. */
  readonly left: (id: unknown) => unknown;
}

/** The law as it stands with what central holds now. */
export function lawOf(content: Content): Law {
  const facts = factsOf(content);
  const audiences = audiencesOf(facts, content);
  const { staysAtItsSite } = audiences;

  const isAmong = (siteId: number, audience: Audience): boolean =>
    facts.sites.has(siteId) && (audience === 'every site' || audience.has(siteId));
  const mayHold = (siteId: number, table: string, row: Row): boolean =>
    isAmong(siteId, audiences.of(table, row));

  return {
    mayHold,
    maySend: (siteId, table, row) => isAmong(siteId, audiences.ofSent(table, row)),
    mayAdd: (siteId, table, row) => isAddedWhereVisible(facts, siteId, table, row),
    staysAtItsSite,
    left: facts.merges.left,
    entitled(siteId) {
      const held = new Map<string, ReadonlySet<string>>();
      for (const table of Object.keys(DATA_TYPES)) {
        const ids = new Set<string>();
        for (const row of liveRows(content, table))
          if (mayHold(siteId, table, row)) ids.add(String(row['id']));
        held.set(table, ids);
      }
      return held;
    },
    editor: (table, row) => editorOf(facts, content, table, row),
    mayEdit: (asked) => mayEdit({ facts, content, staysAtItsSite }, asked),
  };
}
