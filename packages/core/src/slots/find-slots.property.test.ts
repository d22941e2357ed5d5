import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainSlot } from "./explain-slot.ts";
import { findSlotAt, findSlots } from "./find-slots.ts";
import type {
  BusyInterval,
  Limit,
  Schedule,
  Session,
  Slot,
  SlotHost,
  SlotQuery,
  Span,
  TimeWindow,
} from "./slot-query.ts";

/*
 * The oracle below answers the same question minute by minute. It reads wall clocks from Intl.DateTimeFormat, knows
 * neither offsets nor transitions, and shares no code with the engine.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

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

function wallAt(timeZone: string, instant: number): Wall {
  const reader = readers.get(timeZone) ?? createWallReader(timeZone);
  readers.set(timeZone, reader);
  return reader(instant);
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

function oracle(query: SlotQuery): Slot[] {
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

  const reached = (limit: Limit, start: number) => {
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
  const firstDay = limit.weekStartsOn ?? "monday";
  for (let day = Date.parse(date); ; day -= dayMs) {
    if (wallAt("UTC", day).weekday === firstDay) return wallAt("UTC", day).date;
  }
}

/** The instants near which a zone's wall clock jumps, found by comparing it with a clock that does not. */
function clockChanges(timeZone: string, from: number, to: number): number[] {
  const drift = (instant: number) => {
    const { date, time } = wallAt(timeZone, instant);
    return Date.parse(`${date}T${time}Z`) - instant;
  };
  const changes: number[] = [];
  let before = drift(from);
  for (let day = from + dayMs; day < to; day += dayMs) {
    if (drift(day) === before) continue;
    let hour = day - dayMs;
    while (drift(hour) === before) hour += hourMs / 2;
    changes.push(hour);
    before = drift(day);
  }
  return changes;
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const wholeDay = { start: "00:00", end: "24:00" };
const windowArbitrary: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.constantFrom(wholeDay, { start: "00:00", end: "06:00" }, { start: "09:00", end: "24:00" }),
  fc
    .tuple(fc.nat(287), fc.nat(287))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ start: timeOf(5 * Math.min(a, b)), end: timeOf(5 * Math.max(a, b)) })),
);
const windowsArbitrary = fc.oneof(fc.constant([wholeDay]), fc.array(windowArbitrary, { maxLength: 3 }));

/** Mostly nothing, so that many rules at once do not leave an empty answer. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

function scheduleArbitrary(middle: number, zones: readonly string[]): fc.Arbitrary<Schedule> {
  const date = fc
    .integer({ min: -2, max: 2 })
    .map((days) => new Date(middle + days * dayMs).toISOString().slice(0, 10));
  return fc.record({
    timeZone: fc.constantFrom(...zones),
    weekly: fc.record({
      monday: windowsArbitrary,
      tuesday: windowsArbitrary,
      wednesday: windowsArbitrary,
      thursday: windowsArbitrary,
      friday: windowsArbitrary,
      saturday: windowsArbitrary,
      sunday: windowsArbitrary,
    }),
    overrides: fc.uniqueArray(fc.record({ date, windows: windowsArbitrary }), {
      maxLength: 2,
      selector: (override) => override.date,
    }),
    effective: rarely(
      fc.oneof(
        date.map((from) => ({ from })),
        date.map((until) => ({ until })),
      ),
    ),
  });
}

function spanArbitrary(middle: number, longestMinutes: number): fc.Arbitrary<Span> {
  return fc
    .tuple(fc.integer({ min: -24 * 12, max: 24 * 12 }), fc.integer({ min: 1, max: longestMinutes / 5 }))
    .map(([start, length]) => ({
      start: middle + start * 5 * minuteMs,
      end: middle + (start + length) * 5 * minuteMs,
    }));
}

function hostArbitrary(id: string, middle: number, zones: readonly string[]): fc.Arbitrary<SlotHost> {
  const schedule = scheduleArbitrary(middle, zones);
  const busy: fc.Arbitrary<BusyInterval> = fc
    .tuple(spanArbitrary(middle, 180), fc.constantFrom("outside", "booking", "hold"))
    .map(([span, kind]) => ({ ...span, kind: kind as "outside" | "booking" | "hold" }));
  return fc.record({
    id: fc.constant(id),
    fixed: fc.constantFrom(true, false, false),
    schedule: fc.oneof(
      { weight: 4, arbitrary: schedule },
      { weight: 1, arbitrary: fc.array(schedule, { minLength: 2, maxLength: 3 }) },
    ),
    busy: fc.array(busy, { maxLength: 5 }),
    timeOff: rarely(fc.array(spanArbitrary(middle, 600), { maxLength: 1 })),
    unknown: rarely(fc.array(spanArbitrary(middle, 300), { maxLength: 1 })),
  });
}

function limitArbitrary(middle: number, zones: readonly string[]): fc.Arbitrary<Limit> {
  const use = fc.record({
    start: spanArbitrary(middle, 5).map(({ start }) => start),
    minutes: fc.constantFrom(15, 30, 60),
  });
  return fc.record({
    id: fc.constant("cap"),
    period: fc.constantFrom("day", "week", "month"),
    timeZone: fc.constantFrom(...zones),
    weekStartsOn: fc.constantFrom(undefined, "sunday", "thursday"),
    hostId: fc.constantFrom(undefined, "ada"),
    maxCount: fc.integer({ min: 1, max: 3 }),
    maxMinutes: fc.option(fc.constantFrom(60, 120), { nil: undefined }),
    used: fc.array(use, { maxLength: 5 }),
  });
}

function sessionArbitrary(middle: number, durationMinutes: number, hostIds: string[]): fc.Arbitrary<Session> {
  return fc
    .tuple(
      spanArbitrary(middle, 60),
      fc.boolean(),
      fc.integer({ min: 0, max: 3 }),
      fc.subarray(hostIds, { minLength: 1 }),
    )
    .map(([{ start, end }, isAlike, taken, ids]) => ({
      start,
      end: isAlike ? start + durationMinutes * minuteMs : end,
      taken,
      hostIds: ids,
    }));
}

/** Queries whose windows, busy time and rules crowd around one instant. */
function queryArbitrary(middle: number, zones: readonly string[]): fc.Arbitrary<SlotQuery> {
  const ids = ["ada", "grace", "edsger"];
  const hosts = fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...ids.slice(0, count).map((id) => hostArbitrary(id, middle, zones))));
  return fc.tuple(hosts, fc.constantFrom(15, 30, 45, 60, 90)).chain(([hostList, durationMinutes]) => {
    const hostIds = hostList.map(({ id }) => id);
    const many = [{ kind: "collective" }, { kind: "roundRobin" }, { kind: "anyOf", count: 2 }] as const;
    const hasSeats = rarely(fc.constant(3));
    return hasSeats.chain((capacity) =>
      fc.record({
        now: fc.integer({ min: 12, max: 96 }).map((hours) => middle - hours * hourMs),
        range: fc
          .tuple(fc.integer({ min: 4 * 6, max: 24 * 6 }), fc.integer({ min: 4 * 6, max: 24 * 6 }))
          .map(([before, after]) => ({
            start: middle - before * 10 * minuteMs,
            end: middle + after * 10 * minuteMs,
          })),
        timeZone: fc.constantFrom(...zones, undefined),
        durationMinutes: fc.constant(durationMinutes),
        intervalMinutes: fc.constantFrom(5, 15, 20, 40, 60, undefined),
        bufferBeforeMinutes: fc.constantFrom(0, 5, 20),
        bufferAfterMinutes: fc.constantFrom(0, 10, 15),
        minimumNoticeMinutes: rarely(fc.constantFrom(90, 1440)),
        bookingWindowDays: rarely(fc.constantFrom(0, 1, 3)),
        align: fc.constantFrom("grid", "grid", "pack"),
        assignment: hostList.length === 1 ? fc.constantFrom(undefined, ...many) : fc.constantFrom(...many),
        limits: rarely(fc.array(limitArbitrary(middle, zones), { minLength: 1, maxLength: 2 })),
        capacity: fc.constant(capacity),
        sessions:
          capacity === undefined
            ? fc.constant([])
            : fc.uniqueArray(sessionArbitrary(middle, durationMinutes, hostIds), {
                maxLength: 2,
                selector: ({ start }) => start,
              }),
        hosts: fc.constant(hostList),
      }),
    );
  });
}

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Chatham",
  "America/St_Johns",
  "Asia/Kathmandu",
];

/** Clock changes, and for zones without any an ordinary day. */
const moments = [
  ...zones.flatMap((zone) => {
    const changes = clockChanges(zone, Date.UTC(2024, 0), Date.UTC(2031, 0));
    return (changes.length > 0 ? changes : [Date.UTC(2026, 2, 3)]).map((instant) => ({ zone, instant }));
  }),
  { zone: "Pacific/Apia", instant: Date.UTC(2011, 11, 30, 10) },
  // One minute after midnight the clock went back into the day before.
  { zone: "America/St_Johns", instant: Date.UTC(2009, 10, 1, 2, 30) },
];

describe("agrees with the minute-by-minute oracle", () => {
  test("which sees the clock changes it is meant to see", () => {
    expect(clockChanges("Europe/Berlin", Date.UTC(2026, 0), Date.UTC(2027, 0))).toEqual([
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
    ]);
    expect(wallAt("Pacific/Apia", Date.UTC(2011, 11, 30, 10) - minuteMs).date).toBe("2011-12-29");
    expect(wallAt("Pacific/Apia", Date.UTC(2011, 11, 30, 10)).date).toBe("2011-12-31");
    expect(moments.length).toBeGreaterThan(80);
  });

  test.each(moments)("$zone, around $instant", ({ zone, instant }) => {
    readers.clear();
    const other = zones[(zones.indexOf(zone) + 1) % zones.length] as string;
    fc.assert(
      fc.property(queryArbitrary(instant, [zone, zone, other]), (query) => {
        expect(findSlots(query)).toEqual(oracle(query));
      }),
      { seed: instant / minuteMs, numRuns: 4 },
    );
  });
});

describe("for any query", () => {
  const anyQuery = fc
    .constantFrom(...moments)
    .chain(({ zone, instant }) => queryArbitrary(instant, [zone, "Asia/Kathmandu"]));
  const holds = (law: (query: SlotQuery) => void) => fc.assert(fc.property(anyQuery, law), { seed: 20, numRuns: 300 });
  const startsOf = (slots: readonly Slot[]) => slots.map(({ start }) => start);

  test("what is offered lies in the range, ascends and lasts as long as asked", () => {
    holds((query) => {
      let latest = -Infinity;
      for (const { start, end } of findSlots(query)) {
        expect(start).toBeGreaterThan(latest);
        expect(start).toBeGreaterThanOrEqual(query.range.start);
        expect(start).toBeLessThan(query.range.end);
        expect(end - start).toBe(query.durationMinutes * minuteMs);
        latest = start;
      }
    });
  });

  test("splitting the range and joining the answers changes nothing", () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: 999 }), (query, thousandths) => {
        const { start, end } = query.range;
        const middle = start + Math.round(((end - start) * thousandths) / 1000);
        const joined = [
          ...findSlots({ ...query, range: { start, end: middle } }),
          ...findSlots({ ...query, range: { start: middle, end } }),
        ];
        expect(joined).toEqual(findSlots(query));
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  test("more busy time never adds a start to the grid", () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(2 * 24 * 12), fc.integer({ min: 1, max: 24 }), (query, at, length) => {
        const before = startsOf(findSlots({ ...query, align: "grid" }));
        const start = query.range.start + at * 5 * minuteMs;
        const busier = { start, end: start + length * 5 * minuteMs };
        const hosts = query.hosts.map((host) => ({ ...host, busy: [...(host.busy ?? []), busier] }));
        expect(before).toEqual(expect.arrayContaining(startsOf(findSlots({ ...query, align: "grid", hosts }))));
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  test("the order of busy times, and of hosts, does not matter", () => {
    holds((query) => {
      const timeZone = query.timeZone ?? "Asia/Kathmandu";
      const hosts = query.hosts.map((host) => ({ ...host, busy: host.busy?.toReversed() })).reverse();
      const sortHosts = (slots: readonly Slot[]) =>
        slots.map((slot) => ({ ...slot, hostIds: slot.hostIds.toSorted() }));
      expect(sortHosts(findSlots({ ...query, timeZone, hosts }))).toEqual(sortHosts(findSlots({ ...query, timeZone })));
    });
  });

  test("padding never adds a start to the grid", () => {
    holds((query) => {
      const bare = { ...query, align: "grid", bufferBeforeMinutes: 0, bufferAfterMinutes: 0 } as const;
      const padded = { ...query, align: "grid" } as const;
      expect(startsOf(findSlots(bare))).toEqual(expect.arrayContaining(startsOf(findSlots(padded))));
    });
  });

  test("the question is not changed", () => {
    holds((query) => {
      const copy = structuredClone(query);
      findSlots(query);
      expect(query).toEqual(copy);
    });
  });

  test("a start on a whole five minutes is offered exactly when nothing speaks against it", () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(2 * 24 * 12 + 24), (query, at) => {
        const start = query.range.start - hourMs + at * 5 * minuteMs;
        const explanation = explainSlot(query, start);
        expect(explanation.reasons.length === 0).toBe(explanation.slot !== undefined);
        expect(explanation.slot).toEqual(findSlotAt(query, start));
        if (query.align === "pack") return;
        expect(explanation.slot).toEqual(findSlots(query).find((slot) => slot.start === start));
      }),
      { seed: 23, numRuns: 600 },
    );
  });

  test("whatever is listed can be taken, and nothing speaks against it", () => {
    holds((query) => {
      for (const slot of findSlots(query).slice(0, 5)) {
        expect(findSlotAt(query, slot.start)).toEqual(slot);
        expect(explainSlot(query, slot.start)).toMatchObject({ reasons: [], slot });
      }
    });
  });
});
