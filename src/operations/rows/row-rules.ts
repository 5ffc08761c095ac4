import { ok, refused } from '#base';
import {
  activityLog,
  atollDictionary,
  homeChange,
  homeRelease,
  mergeEvent,
  numberSequence,
  stockMovement,
  transferLog,
  userAccount,
  userPermission,
} from '#dictionary';
import { prescriptionRules } from '../dispensing/prescription-rules.ts';
import { repeatRule } from '../dispensing/repeat-rule.ts';
import { personRules } from '../patients/person-rules.ts';
import { notByHand } from '../refusals.ts';
import { mayTouch, refuseLastAdministrator } from '../users/administrators.ts';
import { closedRule, keptForever } from './closed-rule.ts';
import { invoiceLineRule } from './invoice-line-rule.ts';
import { invoiceRule } from './invoice-rule.ts';
import { masterListLineRule, masterListNameJoinRule } from './master-list-rules.ts';
import { preferenceRule, sharedPreferenceRule, storePreferenceRule } from './preference-rules.ts';
import { reportRule } from './report-rule.ts';
import { type RowRule, rowRule } from './row-rule.ts';
import { storeSyncSettingRule } from './setting-rules.ts';
import { siteRule, storeRule } from './store-rules.ts';
import { itemStoreJoinRule, nameRule, nameStoreJoinRule } from './visibility-rules.ts';

const userAccountRule = rowRule(userAccount, {
  create: async () => refused(notByHand({ table: userAccount.name, use: 'add-user' })),
  async change(work, { before, edit }) {
    const may = await mayTouch(work, before.id);
    if (!may.ok) return may;
    if (edit.active !== false) return ok(edit);
    const others = await refuseLastAdministrator(work, before.id);
    return others.ok ? ok(edit) : others;
  },
  remove: keptForever(userAccount, 'Set active to false: the person can no longer sign in.'),
});

const special: readonly RowRule[] = [
  siteRule,
  storeRule,
  storePreferenceRule,
  nameRule,
  nameStoreJoinRule,
  itemStoreJoinRule,
  invoiceRule,
  invoiceLineRule,
  userAccountRule,
  closedRule(userPermission, 'set-permissions'),
  closedRule(stockMovement, 'confirm-invoice or adjust-stock'),
  closedRule(numberSequence),
  closedRule(transferLog),
  closedRule(homeChange, 'change-home-store or cancel-home-change'),
  closedRule(homeRelease),
  closedRule(activityLog),
  closedRule(mergeEvent, 'merge'),
  ...personRules,
  ...prescriptionRules,
  repeatRule,
  reportRule,
  storeSyncSettingRule,
  sharedPreferenceRule,
  preferenceRule,
  masterListLineRule,
  masterListNameJoinRule,
];

const named = new Set(special.map((rule) => rule.table));

/** One rule a table; a table without conditions of its own keeps rows that others point to. */
export const rowRules: readonly RowRule[] = [
  ...special,
  ...atollDictionary.tables
    .filter((table) => !named.has(table.name))
    .map((table) => rowRule(table, {})),
];
