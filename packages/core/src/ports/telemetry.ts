import type { LogFields } from "./logger.ts";

/** Receives counted and timed facts for the host's own metrics or traces. */
export interface Telemetry {
  /**
   * @param name - `booking.committed`, `booking.refused`, `delivery.done`, `delivery.failed`, `calendar.read`.
   * @param fields - never personal data; `durationMs` where something was timed.
   */
  record(name: string, fields: LogFields): void;
}

/** Records nothing. */
export const silentTelemetry: Telemetry = { record() {} };
