import { createRequire } from "node:module";

/**
 * `formatInTimeZone` of date-fns-tz, in its CommonJS build: its ES modules open all three hundred files of date-fns,
 * which takes most of a second, longer than all the rest of the command.
 */
export const { formatInTimeZone } = createRequire(import.meta.url)("date-fns-tz") as typeof import("date-fns-tz");
