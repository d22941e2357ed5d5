import { createHash } from "node:crypto";

/** Everything that happens in a run, in order. Two runs of one seed have one digest. */
export interface Trace {
  write(who: string, what: string): void;
  digest(): string;
  /** The last lines, to tell what led to a failure. */
  readonly last: readonly string[];
  readonly count: number;
}

const keptLines = 200;

/** @param show - Told every line as it happens. */
export function createTrace(now: () => number, show?: (line: string) => void): Trace {
  const hash = createHash("sha256");
  let last: string[] = [];
  let count = 0;
  return {
    write(who, what) {
      const line = `${new Date(now()).toISOString()} ${who}: ${what}`;
      // The line shows whole milliseconds; events may lie closer.
      hash.update(`${now()} ${line}\n`);
      count++;
      last.push(line);
      if (last.length > 2 * keptLines) last = last.slice(-keptLines);
      show?.(line);
    },
    digest: () => hash.copy().digest("hex"),
    get last() {
      return last.slice(-keptLines);
    },
    get count() {
      return count;
    },
  };
}
