/** A half-open span of time, `[start, end)`, in epoch milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
