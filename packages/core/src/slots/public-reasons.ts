import type { ClockGap, DayReason, SlotReason } from "./slot-reason.ts";

/** What a stranger may be told about a time that is not offered. */
export type PublicReason =
  | { readonly code: "not_a_start"; readonly nearestStarts: readonly number[] }
  | { readonly code: "min_notice"; readonly firstStart: number }
  | { readonly code: "outside_hours" | "beyond_window" | "outside_range" | "dst_gap" }
  | { readonly code: "limit_reached" | "seats_full" | "not_enough_hosts" };

/** Told whenever they apply: they follow from the clock and the published hours alone. */
const open = ["dst_gap", "outside_range", "not_a_start", "outside_hours", "min_notice", "beyond_window"] as const;
/** Told one at a time, the first that applies, and only where nothing open stands against the start already. */
const guarded = ["limit_reached", "seats_full", "not_enough_hosts"] as const;

/**
 * The part of an explanation that keeps what is private to hosts and to those who booked.
 *
 * Whether a host is busy, away, held or cannot be read is one and the same, no host is named, and no limit. A start that
 * is closed for everybody (too soon, too far, no start) says nothing about bookings: the list would not either.
 *
 * @param explanation - Of a start, a local time or a day.
 * @returns Empty when the explanation's own reasons are.
 */
export function publicReasons(explanation: {
  readonly reasons: readonly (SlotReason | ClockGap | DayReason)[];
}): PublicReason[] {
  const { reasons } = explanation;
  const told = open.flatMap((code) => reasons.filter((reason) => reason.code === code).slice(0, 1));
  if (told.length > 0) return told.map(withoutDetails);
  const [first] = guarded.filter((code) => reasons.some((reason) => reason.code === code));
  return first === undefined ? [] : [{ code: first }];
}

function withoutDetails(reason: SlotReason | ClockGap | DayReason): PublicReason {
  switch (reason.code) {
    case "not_a_start":
      return { code: reason.code, nearestStarts: reason.nearestStarts };
    case "min_notice":
      return { code: reason.code, firstStart: reason.firstStart };
    default:
      return { code: reason.code };
  }
}
