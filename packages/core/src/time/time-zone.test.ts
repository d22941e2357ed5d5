import { describe, expect, test } from "vitest";
import { forEachOffset, isTimeZone, offsetMsAt } from "./time-zone.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The offset as the wall clock tells it, read from Intl alone; for whole seconds. */
function wallOffset(timeZone: string, instant: number): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(instant).replace(" ", "T")}Z`) - instant;
}

/** Whole seconds from 1970 to 2100 in an order that only looks random, the same in every run. */
function* instants(count: number): Generator<number> {
  let state = 20_261_120;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * 130 * 365.25 * 86_400) * 1000;
  }
}

test("agrees with Intl in every zone of this runtime", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const at = instants(4 * zones.length);
  const differing = zones.flatMap((zone) =>
    Array.from({ length: 4 }, () => at.next().value as number)
      .filter((instant) => offsetMsAt(zone, instant) !== wallOffset(zone, instant))
      .map((instant) => `${zone} ${instant}`),
  );
  expect(zones.length).toBeGreaterThan(400);
  expect(differing).toEqual([]);
});

describe("agrees with Intl on both sides of every change, and in every week", () => {
  test.each([
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Pacific/Apia",
    "America/St_Johns",
  ])("%s", (zone) => {
    const changes: number[] = [];
    let before = Number.NaN;
    forEachOffset(zone, Date.UTC(2005, 0), Date.UTC(2045, 0), (start, _, offsetMs) => {
      if (offsetMs !== before) changes.push(start);
      before = offsetMs;
    });
    const differing = changes
      .flatMap((change) => [change - 1000, change])
      .filter((instant) => offsetMsAt(zone, instant) !== wallOffset(zone, instant));
    for (let week = Date.UTC(2005, 0); week < Date.UTC(2045, 0); week += 7 * dayMs) {
      if (offsetMsAt(zone, week) !== wallOffset(zone, week)) differing.push(week);
    }
    expect(changes.length).toBeGreaterThan(10);
    expect(differing).toEqual([]);
  });
});

test.each([
  ["Europe/Berlin", "2026-03-29T00:59:59.999Z", 60],
  ["Europe/Berlin", "2026-03-29T01:00:00Z", 120],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", 630],
  ["Asia/Kathmandu", "1985-12-31T00:00:00Z", 330],
  ["Asia/Kathmandu", "1986-01-01T00:00:00Z", 345],
  ["Pacific/Apia", "2011-12-30T09:59:59Z", -600],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", 840],
  ["Africa/Monrovia", "1971-01-01T00:00:00Z", -44.5],
  ["America/New_York", "2500-07-01T00:00:00Z", -240],
  ["UTC", "2026-01-01T00:00:00Z", 0],
])("%s is at %s %d minutes from UTC", (zone, instant, minutes) => {
  expect(offsetMsAt(zone, Date.parse(instant))).toBe(minutes * minuteMs);
});

test("cuts time where the offset changes, and nowhere does it lose an instant", () => {
  const start = Date.UTC(2026, 0);
  const end = Date.UTC(2027, 0);
  const offsets: [start: number, end: number, hours: number][] = [];
  forEachOffset("Europe/Berlin", start, end, (from, to, offsetMs) => {
    const last = offsets.at(-1);
    // The table is kept in pieces, so a stretch of one offset may come in two.
    if (last?.[1] === from && last[2] === offsetMs / hourMs) last[1] = to;
    else offsets.push([from, to, offsetMs / hourMs]);
  });
  expect(offsets).toEqual([
    [start, Date.UTC(2026, 2, 29, 1), 1],
    [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), 2],
    [Date.UTC(2026, 9, 25, 1), end, 1],
  ]);
});

test("no two changes of a zone lie so close that a step could jump over them", () => {
  const closest = ["Asia/Gaza", "Africa/Casablanca", "America/Boa_Vista", "Africa/Cairo"].map((zone) => {
    let latest = -Infinity;
    let before = wallOffset(zone, Date.UTC(2000, 0));
    let least = Infinity;
    for (let instant = Date.UTC(2000, 0); instant < Date.UTC(2013, 0); instant += dayMs) {
      const offset = wallOffset(zone, instant);
      if (offset === before) continue;
      least = Math.min(least, instant - latest);
      latest = instant;
      before = offset;
    }
    return least;
  });
  expect(Math.min(...closest)).toBeGreaterThan(2 ** 28 + dayMs);
});

test.each(["Europe/Berlin", "UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "EST5EDT"])(
  "knows %s",
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each([
  "",
  "../../etc/passwd",
  "GMT+25",
  "+05:00",
  "America/New_York\0",
  "Mars/Olympus",
  " UTC",
  "Europe/Berlin\n",
])("refuses %j as a zone", (name) => {
  expect(isTimeZone(name)).toBe(false);
  expect(() => offsetMsAt(name, 0)).toThrow("IANA time zone");
});

test("understands every spelling of a name, however many are asked for", () => {
  const letters = "america/argentina/buenos_aires";
  for (let i = 0; i < 1100; i++) {
    const spelled = [...letters].map((letter, at) => ((i >> (at % 11)) & 1 ? letter.toUpperCase() : letter)).join("");
    expect(offsetMsAt(spelled, Date.UTC(2026, 0))).toBe(-3 * hourMs);
  }
});
