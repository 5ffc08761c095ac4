import type { FoundingFact, Parts } from '#engine';
import type { ForwardClock } from './forward-clock.ts';
import type { SiteParts } from './site.ts';

/** What the pieces of a site share. */
export interface Context {
  readonly parts: Parts;
  readonly given: SiteParts;
  readonly founding: FoundingFact;
  readonly settle: () => Promise<void>;
  readonly time: ForwardClock;
  /** Hear of every site for whose device a code was issued. */
  readonly expected: Set<(siteId: number) => void>;
  /** Hear of every site that was given a store. */
  readonly gaining: Set<(siteId: number) => void>;
}
