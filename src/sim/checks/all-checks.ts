import { a1 } from './a1-saved-stays.ts';
import { a2 } from './a2-receipts.ts';
import { a7 } from './a7-wrong-replies.ts';
import { b1 } from './b1-holds-all.ts';
import { b2 } from './b2-holds-no-more.ts';
import { b4 } from './b4-replays.ts';
import { b5 } from './b5-no-hole.ts';
import { b6 } from './b6-liveness.ts';
import { b10 } from './b10-only-the-bad-wait.ts';
import { c1, c2 } from './c1-whole.ts';
import { c3 } from './c3-poison.ts';
import { c4 } from './c4-stock-sums.ts';
import type { CheckMaker } from './check.ts';
import { d1 } from './d1-one-writer.ts';
import { d7 } from './d7-editors.ts';
import { e1 } from './e1-no-leak.ts';
import { e2 } from './e2-forged.ts';
import { e3 } from './e3-no-oracle.ts';
import { e5 } from './e5-gone-from-disk.ts';
import { e6 } from './e6-secrets.ts';
import { e8 } from './e8-no-patient-in-words.ts';
import { f1 } from './f1-one-answer.ts';
import { f2 } from './f2-conservation.ts';
import { f3 } from './f3-same-lines.ts';
import { f4 } from './f4-forward.ts';
import { f7 } from './f7-numbers.ts';
import { g1 } from './g1-merges.ts';
import { g2 } from './g2-no-return.ts';
import { rareStates } from './rare-states.ts';
import { rt2 } from './rt2-no-echo.ts';
import { rt6 } from './rt6-left-out.ts';

/** In the order in which they are asked at the end: what says most about a fault comes first. */
export const ALL_CHECKS: readonly CheckMaker[] = [
  b6,
  a1,
  a2,
  a7,
  d1,
  d7,
  e1,
  e2,
  e3,
  e5,
  e6,
  e8,
  c1,
  c2,
  c3,
  c4,
  f1,
  f2,
  f3,
  f4,
  f7,
  g1,
  g2,
  b5,
  b10,
  b2,
  b1,
  rt2,
  rt6,
  b4,
  rareStates,
];
