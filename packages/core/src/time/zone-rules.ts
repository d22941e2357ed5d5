import { offsetMsAt } from "./time-zone.ts";
import { tzdbVersion } from "./tzdb-version.ts";

/** One release of the time zone database: what clocks show when. */
export interface ZoneRules {
  /** Such as `2026c`; null where it is not told. */
  readonly version: string | null;
  /** The UTC offset of a zone at an instant in milliseconds, east positive. Throws for a zone it does not know. */
  offsetMsAt(timeZone: string, instant: number): number;
}

/** The rules that this runtime goes by. */
export const runtimeZoneRules: ZoneRules = {
  get version() {
    return tzdbVersion();
  },
  offsetMsAt,
};

const dayMs = 24 * 60 * 60_000;

/**
 * The instants at which a zone's clock shows a wall time, in order: none where it skips it, two where it shows it twice.
 *
 * @param wall - `Date.UTC` of what the clock shows.
 */
export function instantsOfWall({ offsetMsAt: offsetAt }: ZoneRules, timeZone: string, wall: number): number[] {
  // No zone has ever been a whole day away from UTC, so these are the offsets on either side of any change nearby.
  const offsets = new Set([wall - dayMs, wall, wall + dayMs].map((instant) => offsetAt(timeZone, instant)));
  return [...offsets]
    .map((offset) => ({ offset, instant: wall - offset }))
    .filter(({ offset, instant }) => offsetAt(timeZone, instant) === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b);
}
