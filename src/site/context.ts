import type { FoundingFact, Parts } from '#engine';
import type { SiteParts } from './site.ts';

/** What the pieces of a site share. */
export interface Context {
  readonly parts: Parts;
  readonly given: SiteParts;
  readonly founding: FoundingFact;
  readonly settle: () => Promise<void>;
  /** Hear of every site for whose device a code was issued. */
  readonly expected: Set<(siteId: number) => void>;
}
