/** Rare states that must occur over the seeds, or else the generator is blind to what they could break. */
export const SOMETIMES = [
  'a request was lost',
  'a reply was lost after central had committed',
  'a request arrived twice',
  'a late duplicate arrived after a newer request',
  'a request was cut',
  'a reply was cut',
  'a garbled text was thrown away',
  'a page of HTML came back',
  'an old reply of the same site came back',
  'a reply for another site came back',
  'a site answered after central had given it up',
  'a site was offline for days',
  'a site was offline for months',
  'the same clock moment was seen twice',
  'a site worked with its clock 20 years behind',
  'a site worked with its clock 20 years ahead',
  'a group was larger than a page',
  'a page was parked and applied later',
  'a site joined while others worked',
  'a first download was cut and went on',
  'a damaged row was found',
  'a transfer crossed between two sites',
  'a transfer stayed on one site',
  'a transfer went to a store on central',
  'a transfer came from a store on central',
  'a transfer crossed with a mirrored primary in the network',
  'a received half was changed on hold',
  'a received half added stock',
  'a received line was set to zero',
  'a transfer was too old for its receiver',
  'visibility grew',
  'visibility shrank',
  'a row was purged from a site',
  'a store was moved',
  'central was restored, and told',
  'central was restored, and not told',
  'a site was ahead of central after a restore',
  'a device was copied and both went on',
  'a fork was found',
  'a forged group was pushed',
  'a forged request was sent',
  'a group waited in quarantine',
  'a group went in by itself when its parent came',
  'a group waited because it depends on a refused one',
  'a wrong act was refused',
  'central data was edited at a mirrored primary',
  'a person was registered',
  'a person was edited at home',
  'something was written of a patient',
  'a policy was added where the patient is only visible',
  'something was prescribed',
  'a person was shown in a store',
  'a person was hidden in a store',
  'an order was made at the primary for a store',
  'an order was made in its store',
  'a preference of the country changed',
  'a store preferred something else than the country',
  'a dispensary sends its transactions',
  'a dispensary keeps its transactions back',
  'the collectors of a store changed',
  'a store changed its mode',
  'a home was changed',
  'a change of home was called off',
  'the role of the primary was handed over',
  'two rows of a list were merged',
  'two persons were merged',
  'two locations were merged',
] as const;

export type RareState = (typeof SOMETIMES)[number];
/** The named crash points are counted with the rare states, each under its own name. */
export type Counts = Readonly<Record<string, number>>;

export interface Sometimes {
  readonly saw: (state: RareState) => void;
  readonly count: (name: string) => void;
  readonly counts: () => Counts;
}

export function createSometimes(): Sometimes {
  const counts = new Map<string, number>();
  const count = (name: string) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return { saw: count, count, counts: () => Object.fromEntries(counts) };
}
