import type { BusyInterval, LimitPeriod, Slot, Span } from "./slot-query.ts";

/** Everything that can stand against a start. The codes are stable; new ones may come. */
export const slotReasonCodes = [
  "not_a_start",
  "outside_hours",
  "time_off",
  "busy",
  "buffer",
  "held",
  "min_notice",
  "beyond_window",
  "outside_range",
  "limit_reached",
  "seats_full",
  "calendar_unavailable",
  "not_enough_hosts",
  "dst_gap",
] as const;

export type SlotReasonCode = (typeof slotReasonCodes)[number];

/** A calendar-period limit that has no room for one more booking. */
export interface LimitReached {
  readonly code: "limit_reached";
  readonly limitId: string;
  readonly period: LimitPeriod;
  /** What the period holds already. */
  readonly usedCount: number;
  readonly usedMinutes: number;
  readonly maxCount: number | undefined;
  readonly maxMinutes: number | undefined;
}

/** Why one host cannot take a slot. Intervals are the ones given in the query, with where they were read. */
export type HostReason =
  /** `hours` is when this host is inside its windows on the local date of the start. */
  | { readonly code: "outside_hours"; readonly hours: readonly Span[] }
  | { readonly code: "time_off" | "calendar_unavailable"; readonly interval: Span }
  /** `held`: the interval is a reservation. */
  | { readonly code: "busy" | "held"; readonly interval: BusyInterval }
  /** Only the padding, so many minutes before or after the slot, overlaps the interval. */
  | {
      readonly code: "buffer";
      readonly interval: BusyInterval;
      readonly side: "before" | "after";
      readonly bufferMinutes: number;
    }
  | LimitReached;

/** The first start that keeps the minimum notice, epoch milliseconds; that it is on the grid is not said. */
interface TooSoon {
  readonly code: "min_notice";
  readonly firstStart: number;
}

/** Why a slot is not bookable as a whole. */
export type SlotReason =
  /** The nearest starts of the grid within a day before and after, taken or not. */
  | { readonly code: "not_a_start"; readonly nearestStarts: readonly number[] }
  | TooSoon
  | { readonly code: "beyond_window" | "outside_range" | "seats_full" }
  | LimitReached
  /** Too few of its hosts are free; what stands against each is said under `hosts`. */
  | { readonly code: "not_enough_hosts"; readonly freeHostIds: readonly string[] };

/** The clock never shows this local time: it was put forward past it at this instant. */
export interface ClockGap {
  readonly code: "dst_gap";
  readonly clockChangesAt: number;
}

/** What stands against every start of a local date. */
export type DayReason =
  | ClockGap
  | TooSoon
  | { readonly code: "outside_hours" | "beyond_window" | "outside_range" }
  | LimitReached;

/** What stands against one host; free when nothing does. */
export interface HostExplanation {
  readonly id: string;
  readonly reasons: readonly HostReason[];
}

/** The answer of `explainSlot`. */
export interface SlotExplanation extends Span {
  /** Everything that stands against the slot; empty exactly when it can be booked. */
  readonly reasons: readonly SlotReason[];
  /** Each host, in the order in which a slot lists them. */
  readonly hosts: readonly HostExplanation[];
  /** What a booking would get. */
  readonly slot: Slot | undefined;
}
