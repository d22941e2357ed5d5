import { wallAt } from "./minute-oracle.ts";

const minuteMs = 60_000;
const stepMs = 3 * 24 * 60 * minuteMs;

/** A zone, and an instant at which its clock is put forward or back; or an ordinary one where none ever is. */
export interface Moment {
  readonly zone: string;
  readonly instant: number;
}

/** Nights of earlier years that were stranger than any since. */
export const strangeMoments: readonly Moment[] = [
  // Whole dates were skipped.
  { zone: "Pacific/Apia", instant: Date.UTC(2011, 11, 30, 10) },
  { zone: "Pacific/Fakaofo", instant: Date.UTC(2011, 11, 30, 11) },
  { zone: "Pacific/Kiritimati", instant: Date.UTC(1994, 11, 31, 10) },
  { zone: "Pacific/Kwajalein", instant: Date.UTC(1993, 7, 21, 12) },
  // One minute after midnight the clock went back into the day before, or forward.
  { zone: "America/St_Johns", instant: Date.UTC(2009, 10, 1, 2, 30) },
  { zone: "America/St_Johns", instant: Date.UTC(2010, 2, 14, 3, 30) },
  // Half an hour, for good.
  { zone: "Asia/Pyongyang", instant: Date.UTC(2015, 7, 14, 15) },
  { zone: "Asia/Pyongyang", instant: Date.UTC(2018, 4, 4, 15) },
  { zone: "America/Caracas", instant: Date.UTC(2016, 4, 1, 7) },
  // Six hours.
  { zone: "Antarctica/Casey", instant: Date.UTC(2018, 2, 10, 17) },
];

/** Every clock change of every zone from the first year up to, and without, the last. */
export function momentsOf(zones: readonly string[], fromYear: number, toYear: number): Moment[] {
  return zones.flatMap((zone) => {
    const changes = clockChanges(zone, Date.UTC(fromYear, 0), Date.UTC(toYear, 0));
    return (changes.length > 0 ? changes : [Date.UTC(2026, 2, 3)]).map((instant) => ({ zone, instant }));
  });
}

/** The instants near which a zone's wall clock jumps, found by comparing it with a clock that does not. */
export function clockChanges(timeZone: string, from: number, to: number): number[] {
  const drift = (instant: number) => {
    const { date, time } = wallAt(timeZone, instant);
    return Date.parse(`${date}T${time}Z`) - instant;
  };
  const changes: number[] = [];
  let before = drift(from);
  // No two changes lie within three days of each other.
  for (let probe = from + stepMs; probe < to; probe += stepMs) {
    if (drift(probe) === before) continue;
    let at = probe - stepMs;
    while (drift(at) === before) at += 15 * minuteMs;
    changes.push(at);
    before = drift(probe);
  }
  return changes;
}
