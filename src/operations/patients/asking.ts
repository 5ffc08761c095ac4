import type { Work } from '#engine';
import type { AskedBy } from '../operation.ts';

export function isCentral({ topology }: Work): boolean {
  return topology.central().siteId === topology.self;
}

/** Whether this site edits central data, and with it the visibility of persons. */
export function isPrimary({ topology }: Work): boolean {
  return topology.primary().siteId === topology.self;
}

/** The person of this work, as somebody who asks central: at central itself. */
export function selfAsking({ topology, person }: Work): AskedBy {
  return {
    site: topology.self,
    userId: person?.user_id ?? 'system',
    username: person?.username ?? 'the system',
  };
}
