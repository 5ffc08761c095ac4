import type { Dictionary } from '../model/dictionary.ts';
import type { EditedAt, SentTo, SyncType } from '../model/sync-rule.ts';
import type { Table } from '../model/table.ts';
import { ownRule } from './own-rule.ts';

/** Who edits and who receives the rows of a table, in the words of the glossary, as the API and the manual show it. */
export interface SyncWords {
  readonly sync_type: SyncType;
  /** `normal`: central is also the primary; `mirrored`: the primary is a site of its own. */
  readonly edited_at: { readonly normal: string; readonly mirrored: string };
  /** Nobody when empty. */
  readonly sent_to: readonly string[];
}

export function syncWords(dictionary: Dictionary, table: Table): SyncWords {
  const { table: owner, rule } = ownRule(dictionary, table);
  const audiences = rule.sentTo.flatMap(sentWords);
  // What leaves a site reaches central first, whoever else may read it.
  const central = audiences.length > 0 && !audiences.includes('Every site') ? ['Central'] : [];
  return {
    sync_type: rule.type,
    edited_at: editedWords(rule.editedAt, owner),
    sent_to: [...new Set([...central, ...audiences])],
  };
}

function editedWords(editedAt: EditedAt, owner: Table): SyncWords['edited_at'] {
  switch (editedAt.at) {
    case 'primary':
      return { normal: 'Central', mirrored: 'Primary' };
    case 'central':
      return { normal: 'Central', mirrored: 'Central' };
    case 'active-site':
      return everywhere(`Active site of ${storeWords(editedAt.store)}`);
    case 'creator': {
      const blank =
        owner.columns[editedAt.store]?.required === false ? ' (any site when blank)' : '';
      return everywhere(
        `Active site of ${storeWords(editedAt.store)}${blank}, once; nobody changes it afterwards`,
      );
    }
    case 'every-site':
      return everywhere('Every site for itself');
  }
}

function everywhere(words: string): SyncWords['edited_at'] {
  return { normal: words, mirrored: words };
}

function sentWords(audience: SentTo): readonly string[] {
  switch (audience.to) {
    case 'everyone':
      return ['Every site'];
    case 'dispensaries':
      return ['Primary', 'Sites with an active dispensary store'];
    case 'primary':
      return ['Primary'];
    case 'store': {
      const words = `Active and collector sites of ${storeWords(audience.store)}`;
      return [audience.blank === 'everyone' ? `${words} (every site when blank)` : words];
    }
    case 'partners-of':
      return [`Active sites of stores that see ${storeWords(audience.store)}`];
    case 'counterparty':
      return ['Active site of the counterparty store'];
  }
}

/** The store that a column of a rule names; the stores table names itself by its id. */
function storeWords(column: string): string {
  return column === 'store_id' || column === 'id' ? 'the store' : `the store in ${column}`;
}
