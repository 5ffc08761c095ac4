import type { Archive } from './network.ts';

const KEPT = 12;

/** Remembers the last answers to each device. */
export function createArchive(): Archive {
  const answers = new Map<string, { readonly number: number; readonly answer: string }[]>();
  return {
    keep(device, number, answer) {
      const kept = answers.get(device) ?? [];
      answers.set(device, kept);
      kept.push({ number, answer });
      if (kept.length > KEPT) kept.shift();
    },
    older(device, number, chance) {
      // NOTE a request may arrive twice: then the answer to one of the two is right for it.
      const kept = answers.get(device)?.filter((each) => each.number !== number) ?? [];
      return kept.length === 0 ? undefined : chance.pick(kept).answer;
    },
    ofAnother(device, chance) {
      const others = [...answers].filter(([key]) => key !== device).flatMap(([, kept]) => kept);
      return others.length === 0 ? undefined : chance.pick(others).answer;
    },
  };
}
