import { formatInstantUtc, parseInstant } from "../time/instant.ts";
import { InvalidTimeError } from "../time/invalid-time-error.ts";
import { instantsOfWall, type ZoneRules } from "../time/zone-rules.ts";
import type { Booking } from "./booking.ts";

const minuteMs = 60_000;

/** What the agreed wall time of a booking means under some rules. */
export type AgreedStart =
  | { state: "known"; start: number; localStart: string }
  /** The clock is put forward past it. */
  | { state: "skipped" }
  | { state: "unknown_zone" };

/**
 * Reads the agreed wall time of a booking under these rules. Where the clock shows it twice, the showing with the offset
 * that was agreed counts, else the first.
 */
export function agreedStart(
  { localStart, timeZone }: Pick<Booking, "localStart" | "timeZone">,
  rules: ZoneRules,
): AgreedStart {
  const wallText = localStart.replace(/[+-]\d{2}:\d{2}$/, "");
  const wall = parseInstant(`${wallText}Z`);
  const agreedOffset = wall - parseInstant(localStart);
  try {
    const instants = instantsOfWall(rules, timeZone, wall);
    const start = instants.find((instant) => wall - instant === agreedOffset) ?? instants[0];
    if (start === undefined) return { state: "skipped" };
    return { state: "known", start, localStart: `${formatInstantUtc(wall).slice(0, -1)}${offsetText(wall - start)}` };
  } catch (error) {
    if (error instanceof InvalidTimeError) return { state: "unknown_zone" };
    throw error;
  }
}

/** `+02:00`, whole minutes. */
function offsetText(offsetMs: number): string {
  const minutes = Math.trunc(Math.abs(offsetMs) / minuteMs);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offsetMs < 0 ? "-" : "+"}${hours}:${rest}`;
}
