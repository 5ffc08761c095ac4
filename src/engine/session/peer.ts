import type { Json } from '#base';
import type { Row } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import type { LogPlace, Marks } from '#protocol';

/** What central remembers of its conversation with one site. */
export interface Peer {
  readonly site_id: number;
  readonly incarnation: string;
  readonly public_key: string;
  /** The highest request number seen. */
  readonly number: number;
  /** How much of the site's log central holds. */
  readonly held: LogPlace;
  /** The marks the site has shown to have, and those of the last page it was offered. */
  readonly seen: Marks;
  readonly offered: Marks;
  /** For each feed, the head when the site began to read it: its own rows above are echoes. */
  readonly echo_above: Marks;
  readonly initialised: boolean;
  /** When the site first had everything, with whatever device. */
  readonly initialised_at: string | null;
  readonly last_connection_at: string | null;
  readonly last_success_at: string | null;
  readonly app_version: string | null;
  /** What is wrong with the site's device (fork, roll-back); null when nothing is. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

export async function readPeer(view: View, siteId: number): Promise<Peer | undefined> {
  const row = (await view.get('peer', [siteId])).get(siteId);
  return row === undefined ? undefined : peerOf(row);
}

export function peerOf(row: Row): Peer {
  const { held_position, held_hash, ...rest } = row;
  return { ...rest, held: { position: held_position, hash: held_hash } } as unknown as Peer;
}

export function writePeer(unit: Unit, peer: Peer): Promise<void> {
  return writePeers(unit, [peer]);
}

export function writePeers(unit: Unit, peers: readonly Peer[]): Promise<void> {
  return unit.put('peer', peers.map(rowOf));
}

function rowOf({ held, ...rest }: Peer): Row {
  return {
    ...(rest as unknown as Record<string, Json>),
    held_position: held.position,
    held_hash: held.hash,
  };
}
