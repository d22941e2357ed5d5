import type { Clock } from "../ports/clock.ts";
import type { CalendarRead } from "../ports/storage.ts";

/** What was stored of some calendars, by calendar. */
export type StoredReads = ReadonlyMap<string, readonly CalendarRead[]>;

/** Remembers for a moment which reads of outside calendars are stored, so that a crowd of visitors asks the storage once. */
export interface ReadMemory {
  /** What was stored a moment ago; undefined when that is not known. */
  get(question: string): StoredReads | undefined;
  set(question: string, reads: StoredReads): void;
  /** This process has stored something newer. */
  forget(): void;
}

/** Other processes may have stored something newer for so long. Lists may be minutes old, and say how old they are. */
const momentMs = 2_000;
const mostQuestions = 1_000;

export function createReadMemory(clock: Clock): ReadMemory {
  const known = new Map<string, { reads: StoredReads; untilMs: number }>();
  return {
    get(question) {
      const found = known.get(question);
      return found && clock.monotonicMs() < found.untilMs ? found.reads : undefined;
    },
    set(question, reads) {
      known.delete(question);
      known.set(question, { reads, untilMs: clock.monotonicMs() + momentMs });
      const [oldest] = known.keys();
      if (known.size > mostQuestions && oldest !== undefined) known.delete(oldest);
    },
    forget: () => known.clear(),
  };
}
