import { isInstant } from "../time/instant.ts";
import { checkSpan, type ValuePath } from "./check-value.ts";
import type { SlotHost, Span } from "./slot-query.ts";

/** Spans of time in any order: one list of starts, one of ends. */
export interface TakenTime {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/**
 * Checks the busy intervals, absences and unknown times of each host and lists them together, host by host.
 *
 * There may be a million, scattered over the memory; reading them again would cost more than all that is done with them.
 * For the same reason all hosts share two lists of numbers, and are given views of them.
 *
 * @throws {SlotQueryError} naming the first span that does not end after its start.
 */
export function readTakenTime(hosts: readonly Pick<SlotHost, "busy" | "timeOff" | "unknown">[]): TakenTime[] {
  const taken = emptyTakenTime(hosts.reduce((sum, host) => sum + sizeOf(host), 0));
  let count = 0;
  const add = (spans: readonly Span[], path: ValuePath) => {
    for (let i = 0; i < spans.length; i++) {
      const { start, end } = spans[i] as Span;
      // Paths are only written for what is wrong.
      if (!(isInstant(start) && isInstant(end) && end > start)) checkSpan({ start, end }, [...path, i]);
      taken.starts[count] = start;
      taken.ends[count++] = end;
    }
  };
  return hosts.map(({ busy = [], timeOff = [], unknown = [] }, index) => {
    const from = count;
    add(busy, ["hosts", index, "busy"]);
    add(timeOff, ["hosts", index, "timeOff"]);
    add(unknown, ["hosts", index, "unknown"]);
    return { starts: taken.starts.subarray(from, count), ends: taken.ends.subarray(from, count) };
  });
}

/** Room for so many spans. */
export function emptyTakenTime(size: number): TakenTime {
  return { starts: new Float64Array(size), ends: new Float64Array(size) };
}

function sizeOf({ busy = [], timeOff = [], unknown = [] }: Pick<SlotHost, "busy" | "timeOff" | "unknown">): number {
  return busy.length + timeOff.length + unknown.length;
}
