import type { Effect, Integration } from "../outbox/effect.ts";
import type { FailureKind } from "./integration-error.ts";

/**
 * Why an effect stands in the sync queue: it waits for a person (`manual`), it failed and is tried again by itself
 * (`waiting`), or a person has let it be (`ignored`).
 */
export type SyncQueueState = "manual" | "waiting" | "ignored";

/** Which effects that failed to list; those that were wanted first come first. */
export interface SyncQueueFilter {
  states: readonly SyncQueueState[];
  integration?: Integration | undefined;
  /** Kind of the last failure. */
  cause?: FailureKind | undefined;
  limit: number;
  /** The `[wantedAt, id]` of the last row of the previous page. */
  after?: readonly [wantedAt: number, id: string] | undefined;
}

/** How much stands in the sync queue; what is ignored does not count. */
export interface SyncQueueSummary {
  manual: number;
  waiting: number;
  /** When the oldest of them was wanted; null when there is none. */
  oldestWantedAt: number | null;
}

export interface SyncQueueRepository {
  list(filter: SyncQueueFilter): Promise<readonly Effect[]>;
  summary(): Promise<SyncQueueSummary>;
}

/** The sync queues of all clients. */
export interface SyncQueues {
  /** The clients with entries in one of these states, in the order of their ids. */
  syncQueueClients(states: readonly SyncQueueState[]): Promise<readonly string[]>;
}
