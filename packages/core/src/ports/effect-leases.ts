import type { Effect, Integration } from "../outbox/effect.ts";

/** Which clients have something to tell an integration. */
export interface DueClientsRequest {
  integration: Integration;
  /** Only clients whose id sorts after this one; `""` for all. */
  after: string;
  limit: number;
  /** False leaves alone what somebody holds, even if the lease has ended: its holder may still be about to settle it. */
  takeOver: boolean;
}

/** How many effects of one client are asked for. */
export interface ClientShare {
  clientId: string;
  limit: number;
}

/** Asks for due effects of one integration. */
export interface LeaseRequest {
  /** New for every call, unpredictable: who holds it may settle the rows, and nobody else. */
  owner: string;
  leaseMs: number;
  integration: Integration;
  /** No client twice. */
  shares: readonly ClientShare[];
  /** As in {@link DueClientsRequest}. */
  takeOver: boolean;
}

/** One leased row. */
export interface LeasedRow {
  clientId: string;
  id: string;
}

/**
 * Hands outbox rows to workers, over all clients. An effect is due when it is pending, its `notBefore` has come and
 * nobody holds a lease on it. Each call is a short transaction of its own.
 */
export interface EffectLeases {
  /** Clients with due effects, in the order of their ids, without a look at how many each has. */
  dueClients(request: DueClientsRequest): Promise<readonly string[]>;
  /**
   * Leases due effects: of each client up to its share, those that have been due for longest (`notBefore`, then `id`).
   * A row is handed to one worker at a time; when its lease ends unsettled it is due again, and `uncertain` from then on.
   *
   * @returns The rows in the order of the shares, each client's longest due first.
   */
  leaseEffects(request: LeaseRequest): Promise<readonly Effect[]>;
  /**
   * Makes the leases of these owners end `leaseMs` from now, those that have ended too unless somebody else took the row.
   *
   * @returns The rows that they hold.
   */
  renewLeases(request: { owners: readonly string[]; leaseMs: number }): Promise<readonly LeasedRow[]>;
  /** The earliest instant at which an outbox row, of this integration or of any, may be due; null when nothing waits. */
  nextEffectAt(integration?: Integration): Promise<number | null>;
}
