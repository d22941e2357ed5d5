import { isInstant } from "../time/instant.ts";
import { InvalidTimeError } from "../time/invalid-time-error.ts";
import { isTimeZone } from "../time/time-zone.ts";
import type { Span } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

/** Keys and indexes from the query down to a value. */
export type ValuePath = readonly (string | number)[];

export function checkInstant(value: number, path: ValuePath): void {
  if (!isInstant(value)) {
    throw new SlotQueryError({ path, received: value, remedy: "give whole epoch milliseconds in the years 0000-9999" });
  }
}

export function checkSpan(span: Span, path: ValuePath): void {
  if (isInstant(span.start) && isInstant(span.end) && span.end > span.start) return;
  checkInstant(span.start, [...path, "start"]);
  checkInstant(span.end, [...path, "end"]);
  throw new SlotQueryError({ path: [...path, "end"], received: span.end, remedy: "give an end after the start" });
}

/** A whole number from `least` to `most`. */
export function checkWhole(value: number, path: ValuePath, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new SlotQueryError({ path, received: value, remedy: `give a whole number from ${least} to ${most}` });
}

/** Any finite number from `least` on. */
export function checkNumber(value: number, path: ValuePath, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  const remedy = least === -Infinity ? "give a finite number" : `give a finite number from ${least} on`;
  throw new SlotQueryError({ path, received: value, remedy });
}

export function checkTimeZone(value: string, path: ValuePath): void {
  if (isTimeZone(value)) return;
  throw new SlotQueryError({ path, received: value, remedy: "give an IANA time zone, such as Europe/Berlin" });
}

export function checkOneOf<T extends string>(value: T, path: ValuePath, known: readonly T[]): void {
  if (known.includes(value)) return;
  throw new SlotQueryError({ path, received: value, remedy: `give one of ${known.join(", ")}` });
}

/**
 * Reads a date or time, naming its place in the query when it cannot be read.
 *
 * @param path - Only asked for then: a query may hold thousands of times.
 */
export function readTime(parse: (text: string) => number, text: string, path: () => ValuePath): number {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    throw new SlotQueryError({ path: path(), received: text, remedy: error.remedy, cause: error });
  }
}
