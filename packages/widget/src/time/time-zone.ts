import type { DayKey } from "./calendar-date.ts";

/** The visitor's zone as the browser knows it. */
export function detectTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether this browser knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The local day of an instant. Sweden writes its dates as ISO 8601 does. */
export function dayOf(instantMs: number, timeZone: string): DayKey {
  return new Intl.DateTimeFormat("sv", { timeZone }).format(instantMs);
}
