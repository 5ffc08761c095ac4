import { defineRefusal } from '#base';

export const homeIsNoDispensary = defineRefusal<{ store_id: string; store: string }>({
  code: 'home.no-dispensary',
  kind: 'conflict',
  message: ({ store }) => `${store} is no dispensary, so nobody can be at home there.`,
  next: 'Choose a dispensary, or make the store one first.',
});

export const homeIsLeaving = defineRefusal<{ home_change_id: string; status: string }>({
  code: 'home.already-leaving',
  kind: 'conflict',
  message: ({ status }) => `A change of this home is under way already (${status}).`,
  next: 'Wait for it, call it off with cancel-home-change, or give force: true with a reason.',
});

export const whoseHome = defineRefusal<Record<string, never>>({
  code: 'home.whose',
  kind: 'input',
  message: () =>
    'Exactly one of patient_id, prescriber_id and from_store_id says whose home changes.',
  next: 'Give one of them; from_store_id means everybody who is at home in that store.',
});

export const forcedWithoutReason = defineRefusal<Record<string, never>>({
  code: 'home.forced-without-reason',
  kind: 'input',
  message: () => 'A change that does not wait for the former home site needs a reason.',
  next: 'Give reason: what that site has saved and not sent will wait in quarantine.',
});

export const homeChangeOver = defineRefusal<{ home_change_id: string; status: string }>({
  code: 'home.change-over',
  kind: 'conflict',
  message: ({ status }) => `This change of home is ${status} and cannot be called off.`,
  next: 'Run change-home-store once more, to the store that it should be.',
});
