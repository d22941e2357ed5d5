import { findSlots, type SlotQuery } from "@slotkit/core/slots";
import { dayMs, start } from "./workloads.ts";

const wholeDay = [{ start: "00:00", end: "24:00" }];
const weekly = {
  monday: wholeDay,
  tuesday: wholeDay,
  wednesday: wholeDay,
  thursday: wholeDay,
  friday: wholeDay,
  saturday: wholeDay,
  sunday: wholeDay,
};

/** A year around the clock in which both hosts are always busy: every candidate start is rejected. */
function rejectedQuery(intervalMinutes: number, align: "grid" | "pack"): SlotQuery {
  const range = { start, end: start + 365 * dayMs };
  const host = (id: string) => ({ id, schedule: { timeZone: "Europe/Berlin", weekly }, busy: [range] });
  return {
    now: start,
    range,
    durationMinutes: 30,
    intervalMinutes,
    align,
    assignment: { kind: "roundRobin" },
    hosts: [host("ada"), host("grace")],
  };
}

/** Bytes that one call leaves on the heap before anything is collected. Needs `--expose-gc`. */
function bytesOf(query: SlotQuery): number {
  let least = Infinity;
  for (let round = 0; round < 9; round++) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    findSlots(query);
    least = Math.min(least, process.memoryUsage().heapUsed - before);
  }
  return least;
}

/** What 166,440 more rejected candidates cost, per candidate. */
export function heapPerRejected(align: "grid" | "pack"): { few: number; many: number; bytesPerCandidate: number } {
  const [sparse, dense] = [rejectedQuery(60, align), rejectedQuery(3, align)];
  // Both before either is measured: compiled code leaves less on the heap than interpreted code.
  for (let warm = 0; warm < 2000; warm++) {
    findSlots(sparse);
    findSlots(dense);
  }
  const few = bytesOf(sparse);
  const many = bytesOf(dense);
  return { few, many, bytesPerCandidate: (many - few) / (365 * 24 * 19) };
}
