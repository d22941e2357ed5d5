/// <reference lib="esnext.temporal" />
import { isDeepStrictEqual } from "node:util";
import { explainLocalTime, findSlots, type SlotQuery, type TimeWindow } from "@slotkit/core/slots";
import fc from "fast-check";
import { forgetWalls, minuteOracle } from "./minute-oracle.ts";
import type { Moment } from "./moments.ts";
import { queryArbitrary } from "./slot-queries.ts";
import { forgetReadings, instantsOfWall } from "./temporal-clock.ts";
import { temporalOracle } from "./temporal-oracle.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const durations = [5, 10, 15, 20, 25, 30, 45, 50, 60, 90, 120, 180, 240, 300, 360, 480];
const otherZones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"];

/** What came of the comparisons at one moment. */
export interface MomentReport {
  readonly passed: number;
  /** One line for each that failed, with everything that is needed to repeat it. */
  readonly failures: readonly string[];
}

/**
 * Compares the engine with both oracles at one clock change: all starts of the days around it, windows at odd minutes,
 * and random queries with several hosts, zones and rules.
 *
 * @param seed - The same seed asks the same questions.
 */
export function checkMoment(moment: Moment, seed: number): MomentReport {
  forgetWalls();
  forgetReadings();
  const { zone, instant } = moment;
  const seedHere = (Math.imul(seed, 2_654_435_761) ^ Math.floor(instant / minuteMs)) >>> 0;
  const other = otherZones[seedHere % otherZones.length] as string;
  const random = fc.sample(queryArbitrary(instant, [zone, zone, other]), { seed: seedHere, numRuns: 3 });
  const queries = [wholeDays(moment, seedHere), oddWindows(moment, seedHere), ...random];
  const failures: string[] = [];
  for (const query of queries) {
    const slots = findSlots(query);
    for (const [name, oracle] of [
      ["minute", minuteOracle],
      ["temporal", temporalOracle],
    ] as const) {
      if (isDeepStrictEqual(slots, oracle(query))) continue;
      failures.push(`${zone} at ${new Date(instant).toISOString()}, ${name} oracle: ${JSON.stringify(query)}`);
    }
  }
  const times = checkLocalTimes(moment, queries[0] as SlotQuery);
  return { passed: 2 * queries.length - failures.length + times.passed, failures: [...failures, ...times.failures] };
}

/** Every fifth minute of three days, for a duration from 5 to 480 minutes. */
function wholeDays({ zone, instant }: Moment, seed: number): SlotQuery {
  return daily(zone, instant, [{ start: "00:00", end: "24:00" }], durations[seed % durations.length] ?? 30, 5);
}

/** Every single minute inside two windows that begin and end at odd minutes, in the night and in the day. */
function oddWindows({ zone, instant }: Moment, seed: number): SlotQuery {
  const [a, b, c, d] = [seed % 239, 240 + (seed % 241), 481 + (seed % 251), 741 + (seed % 683)];
  const windows = [
    { start: timeOf(a), end: timeOf(b) },
    { start: timeOf(c), end: timeOf(d) },
  ];
  return daily(zone, instant, windows, 5 + (seed % 60), 1);
}

function daily(
  zone: string,
  instant: number,
  day: TimeWindow[],
  durationMinutes: number,
  intervalMinutes: number,
): SlotQuery {
  const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
  return {
    now: instant - 72 * hourMs,
    range: { start: instant - 36 * hourMs, end: instant + 36 * hourMs },
    durationMinutes,
    intervalMinutes,
    hosts: [{ id: "ada", schedule: { timeZone: zone, weekly } }],
  };
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Every half hour of the dates around the change: shown once, twice or never, as Temporal says. */
function checkLocalTimes({ zone, instant }: Moment, query: SlotQuery): MomentReport {
  const failures: string[] = [];
  let passed = 0;
  const middle = Temporal.Instant.fromEpochMilliseconds(instant - 1)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  for (const date of [middle, middle.add({ days: 1 })]) {
    for (let minute = 0; minute < 1440; minute += 30) {
      const localTime = { date: date.toString(), time: timeOf(minute) };
      const { occurrences, reasons } = explainLocalTime(query, localTime);
      const starts = occurrences.map(({ start }) => start);
      const expected = instantsOfWall(zone, date, minute, minute + 1).map(({ start }) => start);
      const isGap = reasons[0]?.code === "dst_gap";
      if (isDeepStrictEqual(starts, expected) && isGap === (expected.length === 0)) passed++;
      else failures.push(`${zone}, local time ${localTime.date} ${localTime.time}: ${starts} instead of ${expected}`);
    }
  }
  return { passed, failures };
}
