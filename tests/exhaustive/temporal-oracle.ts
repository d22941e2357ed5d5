/// <reference lib="esnext.temporal" />
import type { Limit, Schedule, Slot, SlotHost, SlotQuery, Span } from "@slotkit/core/slots";
import { instantsOfWall } from "./temporal-clock.ts";

const minuteMs = 60_000;

/**
 * Answers what `findSlots` answers, with spans and Temporal.
 *
 * It goes the other way than the minute oracle, from wall time to instants, and leaves every question about clocks and
 * calendars to Temporal. It shares no code with the engine or with that oracle. For queries whose instants are whole
 * minutes.
 */
export function temporalOracle(query: SlotQuery): Slot[] {
  const { hosts, range, durationMinutes, sessions = [], capacity, limits = [] } = query;
  const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0, minimumNoticeMinutes = 0, bookingWindowDays } = query;
  const kind = query.assignment?.kind ?? "single";
  const count = query.assignment?.kind === "anyOf" ? query.assignment.count : 1;
  const timeZone = query.timeZone ?? firstSchedule(hosts[0] as SlotHost).timeZone;
  const fixed = hosts.filter((host) => kind === "single" || kind === "collective" || host.fixed);
  const rotating = hosts.filter((host) => !fixed.includes(host));
  const needed = rotating.length > 0 || kind === "roundRobin" || kind === "anyOf" ? count : 0;

  const seated = new Set(
    sessions.filter(({ start, end }) => end - start === durationMinutes * minuteMs).map(({ start }) => start),
  );
  const isClosed = (limit: Limit, start: number) => !seated.has(start) && isFull(limit, start, durationMinutes);
  const hours = new Map(hosts.map((host) => [host, hoursOf(host, range)]));
  const padded = (span: Span): Span => ({
    start: span.start - bufferBeforeMinutes * minuteMs,
    end: span.end + bufferAfterMinutes * minuteMs,
  });
  const isFree = (host: SlotHost, slot: Span): boolean => {
    const taken: Span[] = [...(host.busy ?? []), ...(host.timeOff ?? []), ...(host.unknown ?? [])];
    for (const session of sessions) {
      const isThis = session.start === slot.start && session.end === slot.end;
      if (session.hostIds.includes(host.id) && !isThis) taken.push(padded(session));
    }
    const reach = padded(slot);
    return (
      (hours.get(host) as Span[]).some(({ start, end }) => start <= slot.start && slot.end <= end) &&
      !taken.some(({ start, end }) => start < reach.end && reach.start < end) &&
      !limits.some((limit) => limit.hostId === host.id && isClosed(limit, slot.start))
    );
  };
  const lastDate =
    bookingWindowDays === undefined ? undefined : dateAt(query.now, timeZone).add({ days: bookingWindowDays });
  const isOpen = (start: number): boolean =>
    start >= range.start &&
    start < range.end &&
    start >= query.now + minimumNoticeMinutes * minuteMs &&
    (lastDate === undefined || Temporal.PlainDate.compare(dateAt(start, timeZone), lastDate) <= 0) &&
    !limits.some((limit) => limit.hostId === undefined && isClosed(limit, start));

  const slots: Slot[] = [];
  for (const start of candidates(query, timeZone, fixed, rotating, needed, hours, padded)) {
    const slot = { start, end: start + durationMinutes * minuteMs };
    const free = rotating.filter((host) => isFree(host, slot));
    if (free.length < needed || !fixed.every((host) => isFree(host, slot)) || !isOpen(start)) continue;
    const hostIds = [...fixed, ...free].map(({ id }) => id);
    const session = sessions.find((one) => one.start === slot.start && one.end === slot.end);
    if (capacity === undefined) slots.push({ ...slot, hostIds });
    else if (!session) slots.push({ ...slot, hostIds, seatsRemaining: capacity });
    else if (session.taken < capacity && session.hostIds.every((id) => hostIds.includes(id))) {
      slots.push({ ...slot, hostIds: session.hostIds, seatsRemaining: capacity - session.taken });
    }
  }
  return slots;
}

function candidates(
  query: SlotQuery,
  timeZone: string,
  fixed: readonly SlotHost[],
  rotating: readonly SlotHost[],
  needed: number,
  hours: ReadonlyMap<SlotHost, readonly Span[]>,
  padded: (span: Span) => Span,
): number[] {
  const { intervalMinutes = query.durationMinutes, durationMinutes } = query;
  const isInside = (host: SlotHost, instant: number) =>
    (hours.get(host) as Span[]).some(({ start, end }) => start <= instant && instant < end);
  const edges = unique([...hours.values()].flat().flatMap(({ start, end }) => [start, end]));
  const open: Span[] = [];
  edges.forEach((start, index) => {
    const end = edges[index + 1] ?? start;
    const isOpen =
      fixed.every((host) => isInside(host, start)) && rotating.filter((host) => isInside(host, start)).length >= needed;
    if (isOpen) open.push({ start, end });
  });
  const starts: number[] = [];
  const firsts = datesAround(query.range, timeZone).flatMap((date) => firstInstant(date, timeZone));
  for (const span of merge(open)) {
    const anchors = [span.start, ...firsts.filter((first) => first > span.start && first < span.end), span.end];
    anchors.slice(1).forEach((next, index) => {
      for (let at = anchors[index] as number; at < next; at += intervalMinutes * minuteMs) starts.push(at);
    });
  }
  if (query.align === "pack") {
    const blocks = [...query.hosts.flatMap(({ busy = [] }) => busy), ...(query.sessions ?? []).map(padded)];
    for (const { start, end } of blocks) {
      starts.push(start - (durationMinutes + (query.bufferAfterMinutes ?? 0)) * minuteMs);
      starts.push(end + (query.bufferBeforeMinutes ?? 0) * minuteMs);
    }
  }
  return unique(starts);
}

/** When a host is inside its windows, in and around a range. */
function hoursOf(host: SlotHost, range: Span): Span[] {
  const schedules = [host.schedule].flat() as Schedule[];
  const spans: Span[] = [];
  let spokenFor: Span[] = [];
  for (const schedule of schedules) {
    const { from, until } = schedule.effective ?? {};
    const own: Span[] = [];
    for (const date of datesAround(range, schedule.timeZone)) {
      const text = date.toString();
      if ((from !== undefined && text < from) || (until !== undefined && text > until)) continue;
      own.push(...instantsOfWall(schedule.timeZone, date, 0, 1440));
      const override = schedule.overrides?.find((one) => one.date === text);
      for (const { start, end } of override?.windows ?? schedule.weekly[weekdayOf(date)] ?? []) {
        const open = instantsOfWall(schedule.timeZone, date, minutesOf(start), minutesOf(end));
        spans.push(...open.flatMap((span) => without(span, spokenFor)));
      }
    }
    spokenFor = merge([...spokenFor, ...own]);
  }
  return merge(spans);
}

function firstSchedule(host: SlotHost): Schedule {
  return [host.schedule].flat()[0] as Schedule;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

function weekdayOf(date: Temporal.PlainDate): (typeof weekdays)[number] {
  return weekdays[date.dayOfWeek - 1] as (typeof weekdays)[number];
}

function dateAt(instant: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}

function datesAround({ start, end }: Span, timeZone: string): Temporal.PlainDate[] {
  const last = dateAt(end, timeZone).add({ days: 3 });
  const dates: Temporal.PlainDate[] = [];
  let date = dateAt(start, timeZone).subtract({ days: 3 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) dates.push(date);
  return dates;
}

function firstInstant(date: Temporal.PlainDate, timeZone: string): number[] {
  const spans = instantsOfWall(timeZone, date, 0, 1440);
  return spans.length === 0 ? [] : [Math.min(...spans.map(({ start }) => start))];
}

/** Whether a limit leaves no room for one more booking that starts at an instant. */
function isFull(limit: Limit, start: number, minutes: number): boolean {
  const period = periodAt(limit, start);
  const used = (limit.used ?? []).filter((use) => periodAt(limit, use.start) === period);
  const usedMinutes = used.reduce((sum, use) => sum + use.minutes, 0);
  return used.length >= (limit.maxCount ?? Infinity) || usedMinutes + minutes > (limit.maxMinutes ?? Infinity);
}

function periodAt({ period, timeZone, weekStartsOn = "monday" }: Limit, instant: number): string {
  const date = dateAt(instant, timeZone);
  if (period === "day") return date.toString();
  if (period === "month") return date.with({ day: 1 }).toString();
  if (period === "year") return String(date.year);
  const daysIntoWeek = (date.dayOfWeek - 1 - weekdays.indexOf(weekStartsOn) + 7) % 7;
  return date.subtract({ days: daysIntoWeek }).toString();
}

function unique(instants: readonly number[]): number[] {
  return [...new Set(instants)].sort((a, b) => a - b);
}

/** Joins spans that overlap or touch. */
function merge(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function without(span: Span, removed: readonly Span[]): Span[] {
  let kept = [span];
  for (const cut of removed) {
    kept = kept.flatMap(({ start, end }) =>
      [
        { start, end: Math.min(end, cut.start) },
        { start: Math.max(start, cut.end), end },
      ].filter((rest) => rest.start < rest.end),
    );
  }
  return kept;
}
