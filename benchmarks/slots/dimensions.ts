import type { DateOverride, Limit, Schedule, Session, SlotHost, SlotQuery, Weekday } from "@slotkit/core/slots";
import { createRandom, shuffled } from "./measure.ts";
import { busyTimes, dayMs, minuteMs, queryOf, start, timeZone, weekly } from "./workloads.ts";

/** One thing that a query can have more or less of. */
export interface Dimension {
  readonly name: string;
  readonly sizes: readonly number[];
  /** A query with so much of it, in shuffled order, everything else staying as it is. */
  readonly query: (size: number) => SlotQuery;
}

const single = { kind: "single" } as const;
const base = { hosts: 1, days: 30, stepMinutes: 15, busyPerHost: 60, assignment: single };

/** The base query, its one host changed. */
function withHost(more: (random: () => number) => Partial<SlotHost>, changes: Partial<SlotQuery> = {}): SlotQuery {
  const random = createRandom(11);
  const query = queryOf(base, random);
  const [host] = query.hosts as readonly [SlotHost];
  return { ...query, ...changes, hosts: [{ ...host, ...more(random) }] };
}

const twoDigits = (value: number) => String(value).padStart(2, "0");
const timeOf = (minutes: number) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
const dateOf = (day: number) => new Date(start + (day + 0.5) * dayMs).toISOString().slice(0, 10);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function windowsPerDay(count: number): Schedule["weekly"] {
  const stepMinutes = Math.floor(1440 / count);
  const day = shuffled(numbers(count), createRandom(3)).map((index) => ({
    start: timeOf(index * stepMinutes),
    end: timeOf(index * stepMinutes + stepMinutes - 1),
  }));
  const days: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
  return Object.fromEntries(days.map((name) => [name, day]));
}

function overrides(count: number, random: () => number): DateOverride[] {
  const days = numbers(count).map((day) => ({ date: dateOf(day), windows: [{ start: "10:00", end: "15:00" }] }));
  return shuffled(days, random);
}

/** One schedule per day, in any order. */
function schedules(count: number, random: () => number): Schedule[] {
  const days = numbers(count).map((day) => ({
    timeZone,
    weekly,
    effective: { from: dateOf(day), until: dateOf(day) },
  }));
  return shuffled(days, random);
}

function limits(count: number): Limit[] {
  return numbers(count).map((index) => ({
    id: `limit-${index}`,
    period: "day",
    timeZone,
    maxCount: 3,
    used: busyTimes(10, 30, createRandom(index)).map((span) => ({ start: span.start, minutes: 30 })),
  }));
}

function sessions(count: number, days: number, random: () => number): Session[] {
  return busyTimes(count, days, random).map(({ start: at }) => {
    const from = at - (at % (15 * minuteMs));
    return { start: from, end: from + 30 * minuteMs, hostIds: ["host-0"], taken: Math.floor(random() * 4) };
  });
}

const doubling = (first: number, count = 5) => numbers(count).map((index) => first * 2 ** index);

export const dimensions: readonly Dimension[] = [
  { name: "days", sizes: [23, 46, 92, 183, 366], query: (days) => queryOf({ ...base, days }, createRandom(1)) },
  {
    name: "candidate starts",
    sizes: [288, 576, 1440, 2880, 5760].map((perDay) => 366 * (perDay / 24)),
    query: (candidates) => {
      const stepMinutes = Math.round((366 * 1440) / candidates);
      return queryOf({ ...base, days: 366, stepMinutes }, createRandom(1));
    },
  },
  {
    name: "hosts, roundRobin",
    sizes: doubling(64),
    query: (hosts) => queryOf({ ...base, hosts, busyPerHost: 20, assignment: { kind: "roundRobin" } }, createRandom(2)),
  },
  {
    name: "hosts, collective",
    sizes: doubling(64),
    query: (hosts) => queryOf({ ...base, hosts, busyPerHost: 20, assignment: { kind: "collective" } }, createRandom(2)),
  },
  {
    name: "busy intervals",
    sizes: doubling(8_000),
    query: (busyPerHost) => queryOf({ ...base, days: 365, busyPerHost }, createRandom(3)),
  },
  {
    name: "busy intervals, pack",
    sizes: doubling(2_000),
    query: (count) => withHost((random) => ({ busy: busyTimes(count, 365, random) }), { align: "pack" }),
  },
  {
    name: "absences",
    sizes: doubling(4_000),
    query: (count) => withHost((random) => ({ timeOff: busyTimes(count, 365, random) })),
  },
  {
    name: "unknown times",
    sizes: doubling(4_000),
    query: (count) => withHost((random) => ({ unknown: busyTimes(count, 365, random) })),
  },
  {
    name: "windows per day",
    sizes: doubling(20),
    query: (count) => withHost(() => ({ schedule: { timeZone, weekly: windowsPerDay(count) } })),
  },
  {
    name: "date overrides",
    sizes: doubling(500),
    query: (count) => withHost((random) => ({ schedule: { timeZone, weekly, overrides: overrides(count, random) } })),
  },
  {
    name: "schedules of a host",
    sizes: doubling(6),
    query: (count) => withHost((random) => ({ schedule: schedules(count, random) })),
  },
  {
    name: "limits",
    sizes: doubling(16),
    query: (count) => ({ ...queryOf(base, createRandom(4)), limits: limits(count) }),
  },
  {
    name: "uses of a limit",
    sizes: doubling(4_000),
    query: (count) => {
      const used = busyTimes(count, 365, createRandom(5)).map((span) => ({ start: span.start, minutes: 1 }));
      const limit = { id: "cap", period: "day", timeZone, maxCount: Math.ceil(count / 365), used } as const;
      return { ...queryOf(base, createRandom(5)), limits: [limit] };
    },
  },
  {
    name: "sessions",
    sizes: doubling(500),
    query: (count) => ({
      ...queryOf({ ...base, days: 365 }, createRandom(6)),
      capacity: 3,
      sessions: sessions(count, 365, createRandom(6)),
    }),
  },
];
