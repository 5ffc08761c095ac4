// Most sites that ask have nothing to say. When each was heard of is written down for many at once, some seconds later:
// what a crash loses of it is a time that people look at, and nothing that the conversation rests upon.
import { momentOf } from '#base';
import { NoSpace, type Unit } from '#engine/ports';
import type { SyncRequest } from '#protocol';
import type { Parts } from '../parts.ts';
import { type Peer, peerOf, writePeers } from './peer.ts';
import type { Contact } from './recent.ts';

/** A connection is noted at most once in this time. */
const NOTE_CONNECTION_MS = 60_000;
/** Sites in one unit of work: others wait for its end. */
const MOST_AT_ONCE = 250;

/** The site asked, and nothing changed by it. */
export function noteContact(parts: Parts, peer: Peer, request: SyncRequest): void {
  const { clock, recent } = parts;
  const before = peer.last_connection_at;
  if (before !== null && clock.now() - Date.parse(before) < NOTE_CONNECTION_MS) return;
  recent.contacts.set(peer.site_id, {
    incarnation: request.incarnation,
    number: request.number,
    at: momentOf(clock),
    app_version: request.app_version,
    caughtUp: request.page !== undefined,
  });
}

/** The peer with what is known of its last contact. */
export function afterContact(peer: Peer, contact: Contact | undefined): Peer {
  if (!isNews(peer, contact)) return peer;
  return {
    ...peer,
    number: contact.number,
    last_connection_at: contact.at,
    last_success_at: contact.caughtUp ? contact.at : peer.last_success_at,
    app_version: contact.app_version,
  };
}

/** Writes down what was noted. On a full disk it waits: nobody's work is in it. */
export async function writeContacts(parts: Parts): Promise<void> {
  const { contacts } = parts.recent;
  try {
    while (contacts.size > 0) {
      const some = [...contacts].slice(0, MOST_AT_ONCE);
      await parts.database.write((unit) => write(unit, some));
      for (const [site, contact] of some) if (contacts.get(site) === contact) contacts.delete(site);
    }
  } catch (thrown) {
    if (!(thrown instanceof NoSpace)) throw thrown;
  }
}

async function write(unit: Unit, contacts: readonly (readonly [number, Contact])[]): Promise<void> {
  const rows = await unit.get(
    'peer',
    contacts.map(([site]) => site),
  );
  const peers = contacts.flatMap(([site, contact]) => {
    const row = rows.get(site);
    const peer = row && peerOf(row);
    return peer !== undefined && isNews(peer, contact) ? [afterContact(peer, contact)] : [];
  });
  await writePeers(unit, peers);
}

/** Of the device that is enrolled now, and not noted by a later exchange. */
function isNews(peer: Peer, contact: Contact | undefined): contact is Contact {
  return (
    contact !== undefined &&
    contact.incarnation === peer.incarnation &&
    contact.number > peer.number
  );
}
