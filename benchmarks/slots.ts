// Compares the slot engine with the plainest possible sweep: windows ready in UTC, busy times sorted, one pass.
// Both answer the same slots from the same data; the table shows medians of one run and their ratio (bar: 2).
import assert from "node:assert/strict";
import { findSlots, type Slot, type SlotHost, type SlotQuery, type Span } from "@slotkit/core/slots";
import { addDays } from "../packages/core/src/time/local-date.ts";
import { instantsOfWindow, localDateAt } from "../packages/core/src/time/local-time.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const timeZone = "Europe/Berlin";
const opening = { start: "09:00", end: "17:00" };
const weekly = { monday: [opening], tuesday: [opening], wednesday: [opening], thursday: [opening], friday: [opening] };
const start = Date.parse("2026-01-01T00:00:00+01:00");

interface Workload {
  readonly name: string;
  readonly hosts: number;
  readonly days: number;
  readonly stepMinutes: number;
  readonly busyPerHost: number;
  readonly assignment: SlotQuery["assignment"];
}

const single = { kind: "single" } as const;
const workloads: readonly Workload[] = [
  { name: "W1", hosts: 1, days: 30, stepMinutes: 30, busyPerHost: 60, assignment: single },
  { name: "W2", hosts: 1, days: 90, stepMinutes: 15, busyPerHost: 600, assignment: single },
  { name: "W3", hosts: 50, days: 30, stepMinutes: 15, busyPerHost: 100, assignment: { kind: "roundRobin" } },
  { name: "W4", hosts: 10, days: 30, stepMinutes: 15, busyPerHost: 100, assignment: { kind: "collective" } },
  { name: "W5", hosts: 1, days: 365, stepMinutes: 5, busyPerHost: 5000, assignment: single },
];

/** Numbers from 0 to 1 that are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Meetings of half an hour that do not overlap, shuffled. */
function busyTimes(count: number, days: number, random: () => number): Span[] {
  const gapMs = Math.floor((days * dayMs) / count / 1000) * 1000;
  const lengthMs = Math.min(30 * minuteMs, gapMs / 2);
  const spans = Array.from({ length: count }, (_, index) => {
    const at = start + index * gapMs + Math.floor((random() * (gapMs - lengthMs)) / 1000) * 1000;
    return { start: at, end: at + lengthMs };
  });
  return spans
    .map((span) => ({ span, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ span }) => span);
}

function queryOf({ hosts, days, stepMinutes, busyPerHost, assignment }: Workload, random: () => number): SlotQuery {
  return {
    now: start,
    range: { start, end: start + days * dayMs },
    durationMinutes: 30,
    intervalMinutes: stepMinutes,
    assignment,
    hosts: Array.from({ length: hosts }, (_, index) => ({
      id: `host-${index}`,
      schedule: { timeZone, weekly },
      busy: busyTimes(busyPerHost, days, random),
    })),
  };
}

/** The opening hours of every weekday in the range, in UTC. */
function windowsOf({ range }: SlotQuery): Span[] {
  const windows: Span[] = [];
  for (let date = localDateAt(timeZone, range.start); ; date = addDays(date, 1)) {
    const [window] = instantsOfWindow(timeZone, date, opening);
    if (!window || window.start >= range.end) return windows;
    if (![0, 6].includes(new Date(date).getUTCDay())) windows.push(window);
  }
}

function plainSweep(query: SlotQuery, windows: readonly Span[]): Slot[] {
  const durationMs = query.durationMinutes * minuteMs;
  const stepMs = (query.intervalMinutes ?? query.durationMinutes) * minuteMs;
  const needsAll = query.assignment?.kind !== "roundRobin";
  const sorted = query.hosts.map(({ busy = [] }: SlotHost) => [...busy].sort((a, b) => a.start - b.start));
  const cursors = query.hosts.map(() => 0);
  const slots: Slot[] = [];
  for (const window of windows) {
    for (let at = window.start; at + durationMs <= window.end; at += stepMs) {
      const hostIds: string[] = [];
      for (let i = 0; i < sorted.length; i++) {
        const busy = sorted[i] as Span[];
        let next = cursors[i] as number;
        while (next < busy.length && (busy[next] as Span).end <= at) next++;
        cursors[i] = next;
        const taken = busy[next];
        if (taken === undefined || taken.start >= at + durationMs) hostIds.push((query.hosts[i] as SlotHost).id);
        else if (needsAll) break;
      }
      if (needsAll ? hostIds.length === sorted.length : hostIds.length > 0) {
        slots.push({ start: at, end: at + durationMs, hostIds });
      }
    }
  }
  return slots;
}

function timed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

/** Median milliseconds of each, taken in turns so that both meet the same machine. */
function compare(first: () => unknown, second: () => unknown): [number, number] {
  const rounds = 5 + Math.ceil(400 / (1 + timed(first) + timed(second)));
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(timed(first));
    times[1].push(timed(second));
  }
  return [median(times[0]), median(times[1])];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

const rows = workloads.map((workload) => {
  const query = queryOf(workload, createRandom(7));
  const windows = windowsOf(query);
  const slots = findSlots(query);
  assert.deepEqual(slots, plainSweep(query, windows));
  const [engine, sweep] = compare(
    () => findSlots(query),
    () => plainSweep(query, windows),
  );
  const { name, hosts, days, stepMinutes, busyPerHost } = workload;
  return {
    workload: `${name}: ${hosts} × ${days} days / ${stepMinutes} min, ${busyPerHost} busy`,
    slots: slots.length,
    "findSlots µs": Math.round(engine * 1000),
    "plain sweep µs": Math.round(sweep * 1000),
    ratio: Number((engine / sweep).toFixed(2)),
  };
});
console.table(rows);

console.table(
  [10_000, 100_000, 1_000_000].map((busyPerHost) => {
    const query = queryOf({ ...(workloads[4] as Workload), busyPerHost }, createRandom(9));
    const times = Array.from({ length: 5 }, () => timed(() => findSlots(query)));
    return { "busy intervals": busyPerHost, "findSlots ms": Number(median(times).toFixed(1)) };
  }),
);
