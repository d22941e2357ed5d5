import type {
  BusyInterval,
  Limit,
  Schedule,
  Session,
  SlotHost,
  SlotQuery,
  Span,
  TimeWindow,
} from "@slotkit/core/slots";
import fc from "fast-check";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

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
    period: fc.constantFrom("day", "week", "month", "year"),
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
export function queryArbitrary(middle: number, zones: readonly string[]): fc.Arbitrary<SlotQuery> {
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
