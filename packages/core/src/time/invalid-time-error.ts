const longestShown = 60;

/** Thrown by the readers of dates, times, zones and instants; names the value and what to give instead. */
export class InvalidTimeError extends Error {
  override readonly name = "InvalidTimeError";
  readonly code = "validation_failed";
  readonly received: string;
  readonly remedy: string;

  constructor(received: unknown, remedy: string) {
    const shown = (typeof received === "string" ? JSON.stringify(received) : String(received)).slice(0, longestShown);
    super(`received ${shown}; ${remedy}`);
    this.received = shown;
    this.remedy = remedy;
  }
}
