import type { Mirror } from '../device/mirror.ts';
import { type Law, lawOf } from './entitled.ts';
import { FACTS_ARE_IN } from './facts.ts';

/** The law as it stands with what a mirror holds now; made anew only when one of its facts has changed. */
export function createLawBook(): (mirror: Mirror) => Law {
  const known = new WeakMap<Mirror, { readonly age: number; readonly law: Law }>();
  return (mirror) => {
    const age = FACTS_ARE_IN.reduce((sum, table) => sum + mirror.age(table), 0);
    const found = known.get(mirror);
    if (found?.age === age) return found.law;
    const law = lawOf(mirror);
    known.set(mirror, { age, law });
    return law;
  };
}
