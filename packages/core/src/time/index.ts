export { formatInstant, formatInstantUtc, formatLocal, isInstant, parseInstant } from "./instant.ts";
export { InvalidTimeError } from "./invalid-time-error.ts";
export { addDays, formatLocalDate, isLocalDate, parseLocalDate, weekdayOfDay } from "./local-date.ts";
export {
  instantsOfLocalDate,
  instantsOfLocalTime,
  instantsOfWindow,
  localDateAt,
  localDayAt,
  startOfLocalDay,
} from "./local-time.ts";
export type { Span } from "./span.ts";
export { isTimeZone, offsetMsAt } from "./time-zone.ts";
export { tzdbVersion } from "./tzdb-version.ts";
export { parseWallTime } from "./wall-time.ts";
