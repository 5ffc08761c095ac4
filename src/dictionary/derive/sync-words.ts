import type { Dictionary } from '../model/dictionary.ts';
import type { ByColumn, EditedAt, OwnRule, SentTo, SyncType } from '../model/sync-rule.ts';
import type { Table } from '../model/table.ts';
import { type RuleCase, rulesOf } from './rules-of.ts';

export interface EditWords {
  /** `normal`: central is also the primary; `mirrored`: the primary is a site of its own. */
  readonly normal: string;
  readonly mirrored: string;
}

/** Who edits and who receives the rows of a table, in the words of the glossary, as the API and the manual show it. */
export interface SyncWords {
  /** Where a column chooses among several rules, the type of the first. */
  readonly sync_type: SyncType;
  readonly edited_at: EditWords;
  /** Nobody when empty. */
  readonly sent_to: readonly string[];
  /** What else decides, a sentence each. */
  readonly conditions: readonly string[];
  /** Each of several rules by itself; empty where there is one. */
  readonly cases: readonly CaseWords[];
}

export interface CaseWords {
  /** Which rows: `column is value`. */
  readonly when: string;
  readonly value: string;
  readonly sync_type: SyncType;
  readonly edited_at: EditWords;
  readonly sent_to: readonly string[];
}

export function syncWords(dictionary: Dictionary, table: Table): SyncWords {
  const { table: owner, cases } = rulesOf(dictionary, table);
  const words = cases.map((each) => caseWords(owner, each));
  const edited = (topology: keyof EditWords): string =>
    words.length === 1
      ? (words[0]?.edited_at[topology] ?? '')
      : words.map((each) => `${each.edited_at[topology]} (${each.when})`).join('; ');
  return {
    sync_type: words[0]?.sync_type ?? 'local',
    edited_at: { normal: edited('normal'), mirrored: edited('mirrored') },
    sent_to: [...new Set(words.flatMap((each) => each.sent_to))],
    conditions: [
      ...new Set(cases.flatMap((each) => conditionsOf(each.rule))),
      ...(owner.sync.kind === 'by-column' ? choiceWords(owner.sync) : []),
    ],
    cases: words.length === 1 ? [] : words,
  };
}

function caseWords(owner: Table, { rule, when }: RuleCase): CaseWords {
  const audiences = rule.sentTo.flatMap(sentWords);
  // What leaves a site reaches central first, whoever else may read it.
  const central = audiences.length > 0 && !audiences.includes('Every site') ? ['Central'] : [];
  return {
    value: when?.value ?? '',
    when: when === undefined ? '' : `\`${when.column}\` ${valueWords(when.value)}`,
    sync_type: rule.type,
    edited_at: editedWords(rule.editedAt, owner),
    sent_to: [...new Set([...central, ...audiences])],
  };
}

function valueWords(value: string): string {
  return value === 'blank' || value === 'given' ? `is ${value}` : `is \`${value}\``;
}

function editedWords(editedAt: EditedAt, owner: Table): EditWords {
  switch (editedAt.at) {
    case 'primary':
      return { normal: 'Central', mirrored: 'Primary' };
    case 'central':
      return { normal: 'Central', mirrored: 'Central' };
    case 'active-site': {
      const dispensary = editedAt.dispensary === true ? ', a dispensary' : '';
      return everywhere(`Active site of ${storeWords(editedAt.store)}${dispensary}`);
    }
    case 'creator': {
      const blank =
        owner.columns[editedAt.store]?.required === false ? ' (any site when blank)' : '';
      return everywhere(
        `Active site of ${storeWords(editedAt.store)}${blank}, once; nobody changes it afterwards`,
      );
    }
    case 'home':
      return everywhere(
        `Home site of the ${editedAt.person}, in an active dispensary${
          editedAt.added === undefined
            ? ''
            : `; a site where the ${editedAt.person} is visible may add one and not change it`
        }`,
      );
    case 'every-site':
      return everywhere('Every site for itself');
  }
}

function everywhere(words: string): EditWords {
  return { normal: words, mirrored: words };
}

function sentWords(audience: SentTo): readonly string[] {
  const only = audience.when === undefined ? '' : ` (with \`${audience.when.preference}\`)`;
  return destinationWords(audience).map((words) => `${words}${only}`);
}

function destinationWords(audience: SentTo): readonly string[] {
  switch (audience.to) {
    case 'everyone':
      return ['Every site'];
    case 'dispensaries':
      return ['Sites with an active dispensary store'];
    case 'primary':
      return ['Primary'];
    case 'store':
      return [`Active and collector sites of ${storeWords(audience.store)}`];
    case 'partners-of':
      return [`Active sites of stores that see ${storeWords(audience.store)}`];
    case 'counterparty':
      return [
        `Active site of ${counterpartyWords(audience.store)}${
          audience.blank === 'everyone' ? ' (every site when blank)' : ''
        }`,
      ];
    case 'home':
      return [`Home site of the ${audience.person}`];
    case 'seen-by': {
      const which = partyWords(audience.party, audience.column);
      return [`Sites with an active or collector store where ${which} is visible`];
    }
  }
}

function conditionsOf(rule: OwnRule): readonly string[] {
  if (rule.stays === undefined) return [];
  const { unlessGiven } = rule.stays;
  const halves = unlessGiven === undefined ? '' : ', except what belongs to half of a transfer';
  return [
    `Stays at its site while the store is a dispensary that leaves out its transactions${halves}.`,
  ];
}

function choiceWords({ column, decidedBy, stamped }: ByColumn): readonly string[] {
  if (stamped === true)
    return [
      `Central writes \`${column}\` when it first receives a row; one made where rows with it are edited has it at once.`,
    ];
  if (decidedBy === undefined) return [];
  const { preference, storeColumn, yes, no } = decidedBy;
  const store = storeColumn === undefined ? '' : `, unless \`store.${storeColumn}\` says otherwise`;
  return [
    `A new row gets \`${column}\` \`${yes}\` with \`${preference}\`, else \`${no}\`${store}; it keeps it for ever.`,
  ];
}

/** The store that a column of a rule names; the stores table names itself by its id. */
function storeWords(column: string): string {
  return column === 'store_id' || column === 'id' ? 'the store' : `the store in ${column}`;
}

function counterpartyWords(column: string): string {
  return column === 'counterparty_store_id' ? 'the counterparty store' : storeWords(column);
}

function partyWords(party: string, column: string): string {
  return column === 'id' || column === `${party}_id` ? `the ${party}` : `the ${party} in ${column}`;
}
