/** Counts that are forgotten as time passes. */
export interface TimeWindow<Counts> {
  /** The counts of the present, to be added to. */
  at(nowMs: number): Counts;
  /** All counts that are not yet forgotten. */
  until(nowMs: number): readonly Counts[];
  clear(): void;
  /** Would what was counted then still count now? */
  remembers(atMs: number, nowMs: number): boolean;
}

/** Into how many parts a window is cut. What was counted is forgotten after nine tenths to the whole of the window. */
const windowParts = 10;

/**
 * Keeps counts for a time, in a few parts and so in little memory however much is counted. Idle time counts: what is too
 * old is gone when the next asks, whether anything happened in between or not.
 *
 * @param none - Makes empty counts.
 */
export function createTimeWindow<Counts>(windowMs: number, none: () => Counts): TimeWindow<Counts> {
  const partMs = windowMs / windowParts;
  let parts: { index: number; counts: Counts }[] = [];
  const indexOf = (nowMs: number) => Math.floor(nowMs / partMs);
  const prune = (nowMs: number) => {
    parts = parts.filter(({ index }) => index > indexOf(nowMs) - windowParts);
  };
  return {
    at(nowMs) {
      prune(nowMs);
      const last = parts.at(-1);
      if (last?.index === indexOf(nowMs)) return last.counts;
      const counts = none();
      parts.push({ index: indexOf(nowMs), counts });
      return counts;
    },
    until(nowMs) {
      prune(nowMs);
      return parts.map(({ counts }) => counts);
    },
    clear() {
      parts = [];
    },
    remembers: (atMs, nowMs) => indexOf(atMs) > indexOf(nowMs) - windowParts,
  };
}
