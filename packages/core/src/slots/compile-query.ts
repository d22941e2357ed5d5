import { dayMs } from "../time/local-date.ts";
import { weekdays } from "../time/weekdays.ts";
import { checkInstant, checkOneOf, checkSpan, checkTimeZone, checkWhole, type ValuePath } from "./check-value.ts";
import { type CompiledHost, compileHosts } from "./compile-hosts.ts";
import type { CompiledSchedule } from "./compile-schedule.ts";
import type { Assignment, Limit, Session, SlotHost, SlotQuery, Span } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

const minuteMs = 60_000;

/** Longest `range` of one query: the local days of a leap year, with room for a clock change. */
const maxRangeDays = 367;
/** Most candidate starts (range by interval) that one query may look at. */
const maxCandidates = 200_000;
/** Longest duration, interval and buffer: 366 days. */
const maxMinutes = 366 * 24 * 60;
const maxCount = 1_000_000;

/** A query that has been checked: defaults filled in, durations in milliseconds, schedules read. */
export interface CompiledQuery {
  readonly now: number;
  readonly range: Span;
  readonly timeZone: string;
  readonly durationMs: number;
  readonly intervalMs: number;
  readonly bufferBeforeMs: number;
  readonly bufferAfterMs: number;
  readonly minimumNoticeMs: number;
  readonly bookingWindowDays: number;
  readonly align: "grid" | "pack";
  /** Those of the event type as a whole; a host carries its own. */
  readonly limits: readonly Limit[];
  readonly capacity: number | undefined;
  readonly sessions: readonly Session[];
  /** Needed for every slot. */
  readonly fixedHosts: readonly CompiledHost[];
  readonly rotatingHosts: readonly CompiledHost[];
  /** How many of the rotating hosts a slot needs. */
  readonly rotatingNeeded: number;
}

/** The same question about other starts; neither checked again nor bound to the longest range. */
export function withRange(query: CompiledQuery, start: number, end: number): CompiledQuery {
  return { ...query, range: { start, end } };
}

/**
 * Checks a query and reads what is written as text in it, once.
 *
 * @throws {SlotQueryError} naming the first field that cannot be used.
 */
export function compileQuery(query: SlotQuery): CompiledQuery {
  const { durationMinutes, intervalMinutes = durationMinutes, sessions = [], limits = [] } = query;
  const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0, minimumNoticeMinutes = 0, bookingWindowDays } = query;
  checkInstant(query.now, ["now"]);
  checkWhole(durationMinutes, ["durationMinutes"], 1, maxMinutes);
  checkWhole(intervalMinutes, ["intervalMinutes"], 1, maxMinutes);
  checkWhole(bufferBeforeMinutes, ["bufferBeforeMinutes"], 0, maxMinutes);
  checkWhole(bufferAfterMinutes, ["bufferAfterMinutes"], 0, maxMinutes);
  checkWhole(minimumNoticeMinutes, ["minimumNoticeMinutes"], 0, 10 * maxMinutes);
  if (bookingWindowDays !== undefined) checkWhole(bookingWindowDays, ["bookingWindowDays"], 0, 36_600);
  checkOneOf(query.align ?? "grid", ["align"], ["grid", "pack"]);
  checkRange(query.range, intervalMinutes * minuteMs);
  checkSessions(sessions, query.capacity);
  limits.forEach((limit, index) => {
    checkLimit(limit, ["limits", index]);
  });
  const hosts = compileHosts(query.hosts, sessions, limits);
  return {
    now: query.now,
    range: query.range,
    timeZone: checkedTimeZone(query.timeZone, hosts),
    durationMs: durationMinutes * minuteMs,
    intervalMs: intervalMinutes * minuteMs,
    bufferBeforeMs: bufferBeforeMinutes * minuteMs,
    bufferAfterMs: bufferAfterMinutes * minuteMs,
    minimumNoticeMs: minimumNoticeMinutes * minuteMs,
    bookingWindowDays: bookingWindowDays ?? Infinity,
    align: query.align ?? "grid",
    limits: limits.filter(({ hostId }) => hostId === undefined),
    capacity: query.capacity,
    sessions,
    ...assignHosts(query.assignment ?? { kind: "single" }, query.hosts, hosts),
  };
}

function checkRange(range: Span, intervalMs: number): void {
  checkSpan(range, ["range"]);
  const lengthMs = range.end - range.start;
  if (lengthMs > maxRangeDays * dayMs) {
    const received = `${Math.ceil(lengthMs / dayMs)} days`;
    throw new SlotQueryError({ path: ["range"], received, remedy: `ask for at most ${maxRangeDays} days at a time` });
  }
  if (lengthMs / intervalMs > maxCandidates) {
    const received = `${Math.ceil(lengthMs / intervalMs)} candidate starts`;
    const remedy = `shorten the range or lengthen the interval to at most ${maxCandidates} candidate starts`;
    throw new SlotQueryError({ path: ["range"], received, remedy });
  }
}

function checkSessions(sessions: readonly Session[], capacity: number | undefined): void {
  if (capacity !== undefined) checkWhole(capacity, ["capacity"], 1, maxCount);
  if (sessions.length > 0 && capacity === undefined) {
    throw new SlotQueryError({ path: ["capacity"], received: capacity, remedy: "give the seats of a session" });
  }
  sessions.forEach((session, index) => {
    checkSpan(session, ["sessions", index]);
    checkWhole(session.taken, ["sessions", index, "taken"], 0, maxCount);
    for (const buffer of ["bufferBeforeMinutes", "bufferAfterMinutes"] as const) {
      if (session[buffer] !== undefined) checkWhole(session[buffer], ["sessions", index, buffer], 0, maxMinutes);
    }
  });
}

function checkLimit(limit: Limit, path: ValuePath): void {
  checkOneOf(limit.period, [...path, "period"], ["day", "week", "month", "year"]);
  checkTimeZone(limit.timeZone, [...path, "timeZone"]);
  if (limit.weekStartsOn !== undefined) checkOneOf(limit.weekStartsOn, [...path, "weekStartsOn"], weekdays);
  if (limit.maxCount === undefined && limit.maxMinutes === undefined) {
    throw new SlotQueryError({
      path: [...path, "maxCount"],
      received: undefined,
      remedy: "give maxCount or maxMinutes",
    });
  }
  if (limit.maxCount !== undefined) checkWhole(limit.maxCount, [...path, "maxCount"], 0, maxCount);
  if (limit.maxMinutes !== undefined) checkWhole(limit.maxMinutes, [...path, "maxMinutes"], 0, 100 * maxMinutes);
  limit.used?.forEach(({ start, minutes }, index) => {
    checkInstant(start, [...path, "used", index, "start"]);
    checkWhole(minutes, [...path, "used", index, "minutes"], 0, maxMinutes);
  });
}

function checkedTimeZone(timeZone: string | undefined, hosts: readonly CompiledHost[]): string {
  if (timeZone !== undefined) {
    checkTimeZone(timeZone, ["timeZone"]);
    return timeZone;
  }
  const [firstHost] = hosts as readonly [CompiledHost];
  const [firstSchedule] = firstHost.schedules as readonly [CompiledSchedule];
  return firstSchedule.timeZone;
}

function assignHosts(
  assignment: Assignment,
  hosts: readonly SlotHost[],
  compiled: readonly CompiledHost[],
): Pick<CompiledQuery, "fixedHosts" | "rotatingHosts" | "rotatingNeeded"> {
  const path = ["assignment"];
  checkOneOf(assignment.kind, [...path, "kind"], ["single", "collective", "roundRobin", "anyOf"]);
  if (assignment.kind === "single" && hosts.length > 1) {
    throw new SlotQueryError({
      path: [...path, "kind"],
      received: assignment.kind,
      remedy: `give collective, roundRobin or anyOf for ${hosts.length} hosts`,
    });
  }
  if (assignment.kind === "single" || assignment.kind === "collective") {
    return { fixedHosts: compiled, rotatingHosts: [], rotatingNeeded: 0 };
  }
  if (assignment.kind === "anyOf") checkWhole(assignment.count, [...path, "count"], 1, maxCount);
  return {
    fixedHosts: compiled.filter((_, index) => hosts[index]?.fixed),
    rotatingHosts: compiled.filter((_, index) => !hosts[index]?.fixed),
    rotatingNeeded: assignment.kind === "anyOf" ? assignment.count : 1,
  };
}
