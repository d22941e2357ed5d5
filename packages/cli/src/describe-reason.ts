import type { ClockGap, DayReason, HostReason, LimitReached, PublicReason, SlotReason } from "@slotkit/core/slots";
import { count } from "./count.ts";
import type { TimeFormat } from "./format-time.ts";
import { showText } from "./show-text.ts";

/** Anything that can stand against a start, at whatever level it is told. */
export type AnyReason = HostReason | SlotReason | DayReason | ClockGap | PublicReason;

/**
 * Says a reason in a sentence for people.
 *
 * @param date - The local date that the sentence stands under; times of other dates name theirs.
 */
export function describeReason(reason: AnyReason, date: string, format: TimeFormat): string {
  switch (reason.code) {
    case "not_a_start": {
      const nearest = reason.nearestStarts.map((start) => format.time(start, date)).join(" and ");
      return `not a start of the grid; ${nearest === "" ? "none is within a day" : `nearest: ${nearest}`}`;
    }
    case "outside_hours":
      return "hours" in reason ? describeHours(reason, date, format) : "no start lies inside the opening hours";
    case "time_off":
      return `time off ${format.span(reason.interval, date)}`;
    case "calendar_unavailable":
      return `calendar could not be read for ${format.span(reason.interval, date)}`;
    case "busy":
    case "held":
      return describeBusy(reason, date, format);
    case "buffer":
      return `${describeBusy(reason, date, format)}, buffer ${reason.side} ${reason.bufferMinutes} min`;
    case "min_notice":
      return `too soon: the minimum notice ends at ${format.time(reason.firstStart, date)}`;
    case "beyond_window":
      return "further ahead than the booking window";
    case "outside_range":
      return "outside the range of the query";
    case "limit_reached":
      return "limitId" in reason ? describeLimit(reason) : "a booking limit is reached";
    case "seats_full":
      return "all seats are taken";
    case "not_enough_hosts":
      return "freeHostIds" in reason ? describeFreeHosts(reason.freeHostIds) : "too few hosts are free";
    case "dst_gap":
      return "clockChangesAt" in reason
        ? `the clock never shows it: it is put forward past it, to ${format.time(reason.clockChangesAt, date)}`
        : "the clock never shows it";
    default:
      throw new TypeError(`Unknown reason ${(reason satisfies never as AnyReason).code}`);
  }
}

type HoursReason = Extract<HostReason, { code: "outside_hours" }>;
type BusyReason = Extract<HostReason, { code: "busy" | "held" | "buffer" }>;

function describeHours({ hours }: HoursReason, date: string, format: TimeFormat): string {
  if (hours.length === 0) return "closed on this date";
  return `outside hours; open ${hours.map((span) => format.span(span, date)).join(", ")}`;
}

const verbs = { outside: "busy", booking: "booked", hold: "held" } as const;

function describeBusy({ interval }: BusyReason, date: string, format: TimeFormat): string {
  const { kind = "outside", source } = interval;
  const where = kind === "outside" ? " on calendar" : ", source";
  return `${verbs[kind]} ${format.span(interval, date)}${source === undefined ? "" : `${where} ${showText(source)}`}`;
}

function describeLimit({ limitId, period, usedCount, usedMinutes, maxCount, maxMinutes }: LimitReached): string {
  const used = [
    ...(maxCount === undefined ? [] : [`${usedCount} of ${count(maxCount, "booking")}`]),
    ...(maxMinutes === undefined ? [] : [`${usedMinutes} of ${maxMinutes} min`]),
  ];
  return `limit ${showText(limitId)} is reached: ${used.join(" and ")} used this ${period}`;
}

function describeFreeHosts(ids: readonly string[]): string {
  return ids.length === 0 ? "no host is free" : `too few hosts are free: only ${ids.map(showText).join(", ")}`;
}
