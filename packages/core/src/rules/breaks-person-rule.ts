import type { BookingStatus } from "../bookings/booking.ts";
import type { FrequencyRule, PersonBooking, PersonWindow, ScopedPersonRule } from "../ports/person-rules.ts";
import { localDayAt } from "../time/local-time.ts";
import { firstDayOfPeriod } from "./reached-limits.ts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** States in which a booking counts unless a rule says otherwise. */
export const countedStatuses: readonly BookingStatus[] = ["pending", "confirmed", "completed"];

/** What a person wants. */
export interface WantedBooking {
  eventType: string;
  start: number;
  /** Exclusive. */
  end: number;
  /** Moves a booking that was made before. */
  isMove: boolean;
}

/**
 * Would this booking be one too many by the rule?
 *
 * @param history - The person's bookings, the one being moved left out.
 * @param now - When it would be made.
 */
export function breaksPersonRule(
  rule: ScopedPersonRule,
  history: readonly PersonBooking[],
  wanted: WantedBooking,
  now: number,
): boolean {
  const { scope, counts = countedStatuses } = rule;
  const looksAtMaking = "maxActive" in rule || (rule.by ?? "booking") === "booking";
  if (looksAtMaking && wanted.isMove) return false;
  const counted = history.filter(
    ({ status, eventType }) => counts.includes(status) && (scope === "client" || eventType === wanted.eventType),
  );
  if ("maxActive" in rule) return counted.filter(({ end }) => end > now).length >= rule.maxActive;
  if ("coolDownHours" in rule) {
    const gapMs = rule.coolDownHours * hourMs;
    return looksAtMaking
      ? counted.some(({ createdAt }) => createdAt > now - gapMs)
      : counted.some(({ start, end }) => wanted.start < end + gapMs && start < wanted.end + gapMs);
  }
  return looksAtMaking
    ? isTooOften(
        rule,
        counted.map(({ createdAt }) => createdAt),
        now,
      )
    : isTooOften(
        rule,
        counted.map(({ start }) => start),
        wanted.start,
      );
}

/** Would one more instant be too many for a window that holds it? */
function isTooOften({ maxCount, per }: FrequencyRule, instants: readonly number[], added: number): boolean {
  if ("calendar" in per) {
    const period = periodOf(per, added);
    return instants.filter((instant) => periodOf(per, instant) === period).length >= maxCount;
  }
  const windowMs = per.days * dayMs;
  const near = [...instants.filter((instant) => Math.abs(instant - added) < windowMs), added].sort((a, b) => a - b);
  // Every window that holds the added instant lies among these, so one more than allowed inside a window's length decides.
  return near.some((first, index) => {
    const last = near[index + maxCount];
    return last !== undefined && first <= added && last >= added && last - first < windowMs;
  });
}

function periodOf(window: Extract<PersonWindow, { calendar: unknown }>, instant: number): number {
  const { calendar: period, timeZone, weekStartsOn } = window;
  return firstDayOfPeriod({ period, weekStartsOn }, localDayAt(timeZone, instant));
}
