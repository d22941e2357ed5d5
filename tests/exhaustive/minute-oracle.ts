import type { Limit, Schedule, Slot, SlotHost, SlotQuery, Span } from "@slotkit/core/slots";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A reading of a wall clock. */
interface Wall {
  /** `YYYY-MM-DD` */
  date: string;
  weekday: keyof Schedule["weekly"];
  /** `HH:MM` */
  time: string;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Reads a zone's wall clock. What was read is kept: the oracle asks for the same minutes again and again. */
function createWallReader(timeZone: string): (instant: number) => Wall {
  // Swedish writes 2026-03-29 01:30.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const read = new Map<number, Wall>();
  return (instant) => {
    let wall = read.get(instant);
    if (!wall) {
      const [date = "", time = ""] = format.format(instant).split(" ");
      wall = { date, weekday: weekdays[new Date(date).getUTCDay()] as Wall["weekday"], time };
      read.set(instant, wall);
    }
    return wall;
  };
}

const readers = new Map<string, (instant: number) => Wall>();

/** What a zone's wall clock shows at an instant, as Intl.DateTimeFormat tells it. */
export function wallAt(timeZone: string, instant: number): Wall {
  const reader = readers.get(timeZone) ?? createWallReader(timeZone);
  readers.set(timeZone, reader);
  return reader(instant);
}

/** Forgets the clocks that were read, so that a long run does not fill the memory. */
export function forgetWalls(): void {
  readers.clear();
}

function isInside(schedule: SlotHost["schedule"], instant: number): boolean {
  for (const one of [schedule].flat() as Schedule[]) {
    const { date, weekday, time } = wallAt(one.timeZone, instant);
    const { from = "0000-01-01", until = "9999-12-31" } = one.effective ?? {};
    if (date < from || date > until) continue;
    const override = one.overrides?.find((candidate) => candidate.date === date);
    const windows = override?.windows ?? one.weekly[weekday] ?? [];
    return windows.some(({ start, end }) => start <= time && time < end);
  }
  return false;
}

function minutesOf(start: number, end: number): number[] {
  return Array.from({ length: (end - start) / minuteMs }, (_, index) => start + index * minuteMs);
}

/**
 * Answers what `findSlots` answers, minute by minute.
 *
 * It reads wall clocks from Intl.DateTimeFormat, knows neither offsets nor transitions, and shares no code with the
 * engine. For queries whose instants are whole minutes.
 */
export function minuteOracle(query: SlotQuery): Slot[] {
  const { hosts, range, durationMinutes, intervalMinutes = durationMinutes, sessions = [] } = query;
  const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0, minimumNoticeMinutes = 0, capacity } = query;
  const { assignment = { kind: "single" } } = query;
  const timeZone = query.timeZone ?? ([hosts[0]?.schedule].flat()[0] as Schedule).timeZone;
  const needsAll = assignment.kind === "single" || assignment.kind === "collective";
  const isNeeded = (host: SlotHost) => needsAll || host.fixed === true;
  const rotating = hosts.filter((host) => !isNeeded(host));
  const count = needsAll ? 0 : assignment.kind === "anyOf" ? assignment.count : 1;
  const enough = (test: (host: SlotHost) => boolean) =>
    hosts.filter(isNeeded).every(test) && rotating.filter(test).length >= count;
  const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
  const withBuffers = ({ start, end }: Span) => ({
    start: start - bufferBeforeMinutes * minuteMs,
    end: end + bufferAfterMinutes * minuteMs,
  });

  // Whoever joins a session takes nothing more of any limit.
  const joins = (start: number) =>
    capacity !== undefined &&
    sessions.some((session) => session.start === start && session.end === start + durationMinutes * minuteMs);
  const reached = (limit: Limit, start: number) => {
    if (joins(start)) return false;
    const period = periodOf(limit, start);
    const used = (limit.used ?? []).filter((use) => periodOf(limit, use.start) === period);
    const minutes = used.reduce((sum, use) => sum + use.minutes, 0);
    return used.length + 1 > (limit.maxCount ?? Infinity) || minutes + durationMinutes > (limit.maxMinutes ?? Infinity);
  };
  const isFree = (host: SlotHost, slot: Span) => {
    if (!minutesOf(slot.start, slot.end).every((minute) => isInside(host.schedule, minute))) return false;
    const blocks = [...(host.busy ?? []), ...(host.timeOff ?? []), ...(host.unknown ?? [])];
    if (blocks.some((block) => overlaps(withBuffers(slot), block))) return false;
    if (query.limits?.some((limit) => limit.hostId === host.id && reached(limit, slot.start))) return false;
    return sessions
      .filter(({ hostIds }) => hostIds.includes(host.id))
      .filter(({ start, end }) => start !== slot.start || end !== slot.end)
      .every((session) => !overlaps(withBuffers(slot), withBuffers(session)));
  };
  const isRuledOut = (start: number) => {
    if (start < query.now + minimumNoticeMinutes * minuteMs) return true;
    const today = Date.parse(wallAt(timeZone, query.now).date);
    const days = (Date.parse(wallAt(timeZone, start).date) - today) / dayMs;
    if (days > (query.bookingWindowDays ?? Infinity)) return true;
    return query.limits?.some((limit) => limit.hostId === undefined && reached(limit, start)) ?? false;
  };
  const offer = (start: number): Slot | undefined => {
    const slot = { start, end: start + durationMinutes * minuteMs };
    if (isRuledOut(start) || !enough((host) => isFree(host, slot))) return undefined;
    const hostIds = [...hosts.filter(isNeeded), ...rotating.filter((host) => isFree(host, slot))].map(({ id }) => id);
    if (capacity === undefined) return { ...slot, hostIds };
    const session = sessions.find(({ start, end }) => start === slot.start && end === slot.end);
    if (!session) return { ...slot, hostIds, seatsRemaining: capacity };
    if (session.taken >= capacity || !session.hostIds.every((id) => hostIds.includes(id))) return undefined;
    return { ...slot, hostIds: session.hostIds, seatsRemaining: capacity - session.taken };
  };

  const busy: Span[] = [...hosts.flatMap((host) => host.busy ?? []), ...sessions.map(withBuffers)];
  const flush = new Set(
    busy.flatMap(({ start, end }) => [
      start - (durationMinutes + bufferAfterMinutes) * minuteMs,
      end + bufferBeforeMinutes * minuteMs,
    ]),
  );
  const slots: Slot[] = [];
  const datesSeen = new Set<string>();
  let wasOpen = false;
  let anchor = Number.NaN;
  for (const minute of minutesOf(range.start - 2 * dayMs, range.end)) {
    const { date } = wallAt(timeZone, minute);
    const isOpen = enough((host) => isInside(host.schedule, minute));
    if (isOpen && (!wasOpen || !datesSeen.has(date))) anchor = minute;
    wasOpen = isOpen;
    datesSeen.add(date);
    const isOnGrid = isOpen && (minute - anchor) % (intervalMinutes * minuteMs) === 0;
    const isCandidate = isOnGrid || (query.align === "pack" && flush.has(minute));
    const slot = isCandidate && minute >= range.start ? offer(minute) : undefined;
    if (slot) slots.push(slot);
  }
  return slots;
}

/** Names the period of a limit that holds an instant. */
function periodOf(limit: Limit, instant: number): string {
  const { date } = wallAt(limit.timeZone, instant);
  if (limit.period === "day") return date;
  if (limit.period === "month") return date.slice(0, 7);
  if (limit.period === "year") return date.slice(0, 4);
  const firstDay = limit.weekStartsOn ?? "monday";
  for (let day = Date.parse(date); ; day -= dayMs) {
    if (wallAt("UTC", day).weekday === firstDay) return wallAt("UTC", day).date;
  }
}
