import { formatInstantUtc } from "@slotkit/core";
import { publicReasons, type SlotExplanation, type Span } from "@slotkit/core/slots";
import type { AnyReason } from "./describe-reason.ts";
import type { Explanation } from "./explain-moment.ts";

/** The explanation for programs: reasons by their stable codes, instants in UTC. */
export function explanationJson({ date, time, timeZone, reasons, hosts, starts }: Explanation): string {
  const written = {
    date,
    time,
    timeZone,
    reasons: reasons.map(writeReason),
    hosts: hosts?.map(({ id, hours }) => ({ id, hours: hours.map(writeSpan) })),
    starts: starts.map((start) => ({
      ...writeStart(start),
      reasons: start.reasons.map(writeReason),
      hosts: start.hosts.map(({ id, reasons: own }) => ({ id, reasons: own.map(writeReason) })),
      slot: start.slot && writeSpan(start.slot),
    })),
  };
  return `${JSON.stringify(written)}\n`;
}

/** The same, with nothing in it that a stranger may not know. */
export function publicExplanationJson(explanation: Explanation): string {
  const { date, time, timeZone, starts } = explanation;
  const written = {
    date,
    time,
    timeZone,
    reasons: publicReasons(explanation).map(writeReason),
    starts: starts.map((start) => ({
      ...writeStart(start),
      reasons: publicReasons(start).map(writeReason),
      seatsRemaining: start.slot?.seatsRemaining,
    })),
  };
  return `${JSON.stringify(written)}\n`;
}

function writeStart({ start, end, slot }: SlotExplanation): { start: string; end: string; bookable: boolean } {
  return { ...writeSpan({ start, end }), bookable: slot !== undefined };
}

function writeReason(reason: AnyReason): object {
  switch (reason.code) {
    case "not_a_start":
      return { ...reason, nearestStarts: reason.nearestStarts.map(formatInstantUtc) };
    case "min_notice":
      return { ...reason, firstStart: formatInstantUtc(reason.firstStart) };
    case "dst_gap":
      return "clockChangesAt" in reason
        ? { ...reason, clockChangesAt: formatInstantUtc(reason.clockChangesAt) }
        : reason;
    case "outside_hours":
      return "hours" in reason ? { ...reason, hours: reason.hours.map(writeSpan) } : reason;
    case "busy":
    case "held":
    case "buffer":
    case "time_off":
    case "calendar_unavailable":
      return { ...reason, interval: writeSpan(reason.interval) };
    default:
      return reason;
  }
}

function writeSpan<T extends Span>(span: T): Omit<T, "start" | "end"> & { start: string; end: string } {
  return { ...span, start: formatInstantUtc(span.start), end: formatInstantUtc(span.end) };
}
