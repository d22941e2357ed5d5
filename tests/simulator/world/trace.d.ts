/** Everything that happens in a run, in order. Two runs of one seed have one digest. */
export interface Trace {
  write(who: string, what: string): void;
  digest(): string;
  /** The last lines, to tell what led to a failure. */
  readonly last: readonly string[];
  readonly count: number;
}
/** @param show - Told every line as it happens. */
export declare function createTrace(now: () => number, show?: (line: string) => void): Trace;
