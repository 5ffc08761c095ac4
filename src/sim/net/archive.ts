import type { Archive } from './network.ts';

const KEPT = 12;

/** Remembers the last answers to each device. */
export function createArchive(): Archive {
  const answers = new Map<string, string[]>();
  return {
    keep(device, answer) {
      const kept = answers.get(device) ?? [];
      answers.set(device, kept);
      kept.push(answer);
      if (kept.length > KEPT) kept.shift();
    },
    older(device, chance) {
      const kept = answers.get(device)?.slice(0, -1) ?? [];
      return kept.length === 0 ? undefined : chance.pick(kept);
    },
    ofAnother(device, chance) {
      const others = [...answers].filter(([key]) => key !== device).flatMap(([, kept]) => kept);
      return others.length === 0 ? undefined : chance.pick(others);
    },
  };
}
