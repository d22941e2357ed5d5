import type { ClientScope } from "../client-scope.ts";
import type { EventType } from "../ports/catalog.ts";
import type { DayReason, SlotExplanation } from "../slots/slot-reason.ts";
import type { SourceState } from "./slot-list.ts";

/** Asks why a start, or each start of a local date of the event type's zone, is offered or not. */
export type ExplainRequest = ClientScope & {
  eventType: string;
  /** One of the event type's durations; the first when left out. */
  durationMinutes?: number | undefined;
  signal?: AbortSignal | undefined;
} & ({ start: number } | { date: string });

/** For operators: intervals and sources repeat what calendars keep private. */
export interface Explanation {
  eventType: EventType;
  /** The oldest moment that any readable source speaks for. */
  asOf: number;
  sources: readonly SourceState[];
  /** What stands against a whole date. */
  reasons: readonly DayReason[];
  /** The asked start, or every candidate start of the date. */
  starts: readonly SlotExplanation[];
}
