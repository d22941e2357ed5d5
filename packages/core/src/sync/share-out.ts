import type { ClientShare } from "../ports/effect-leases.ts";

/** What there is to share out. */
export interface Places {
  /** How many places are free. */
  free: number;
  /** How many more places a client may have. */
  roomOf(clientId: string): number;
}

/**
 * Deals free places out to clients in turn, one each and then again, so that nobody waits behind the backlog of another.
 *
 * @returns Only clients that got something, in the order given.
 */
export function shareOut(clientIds: readonly string[], { free, roomOf }: Places): readonly ClientShare[] {
  const shares = clientIds.map((clientId) => ({
    clientId,
    limit: 0,
    room: Math.max(0, roomOf(clientId)),
  }));
  let left = Math.min(
    free,
    shares.reduce((sum, { room }) => sum + room, 0),
  );
  while (left > 0) {
    for (const share of shares) {
      if (left === 0 || share.limit === share.room) continue;
      share.limit++;
      left--;
    }
  }
  return shares.flatMap(({ clientId, limit }) => (limit > 0 ? { clientId, limit } : []));
}
