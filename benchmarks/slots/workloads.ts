import type { SlotQuery, Span } from "@slotkit/core/slots";
import { shuffled } from "./measure.ts";

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
export const timeZone = "Europe/Berlin";
export const opening = { start: "09:00", end: "17:00" };
export const weekly = {
  monday: [opening],
  tuesday: [opening],
  wednesday: [opening],
  thursday: [opening],
  friday: [opening],
};
export const start: number = Date.parse("2026-01-01T00:00:00+01:00");

/** How much there is to look at. */
export interface Workload {
  readonly name: string;
  readonly hosts: number;
  readonly days: number;
  readonly stepMinutes: number;
  readonly busyPerHost: number;
  readonly assignment: SlotQuery["assignment"];
}

const single = { kind: "single" } as const;
export const workloads = [
  { name: "W1", hosts: 1, days: 30, stepMinutes: 30, busyPerHost: 60, assignment: single },
  { name: "W2", hosts: 1, days: 90, stepMinutes: 15, busyPerHost: 600, assignment: single },
  { name: "W3", hosts: 50, days: 30, stepMinutes: 15, busyPerHost: 100, assignment: { kind: "roundRobin" } },
  { name: "W4", hosts: 10, days: 30, stepMinutes: 15, busyPerHost: 100, assignment: { kind: "collective" } },
  { name: "W5", hosts: 1, days: 365, stepMinutes: 5, busyPerHost: 5000, assignment: single },
] as const satisfies readonly Workload[];

/** Meetings of at most half an hour that do not overlap, shuffled. */
export function busyTimes(count: number, days: number, random: () => number): Span[] {
  const gapMs = Math.floor((days * dayMs) / count / 1000) * 1000;
  const lengthMs = Math.min(30 * minuteMs, gapMs / 2);
  const spans = Array.from({ length: count }, (_, index) => {
    const at = start + index * gapMs + Math.floor((random() * (gapMs - lengthMs)) / 1000) * 1000;
    return { start: at, end: at + lengthMs };
  });
  return shuffled(spans, random);
}

/** Hosts open on weekdays in Berlin, each with a schedule and busy times of its own. */
export function queryOf(
  { hosts, days, stepMinutes, busyPerHost, assignment }: Omit<Workload, "name">,
  random: () => number,
): SlotQuery {
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
