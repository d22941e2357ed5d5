import { InvalidTimeError, isLocalDate, parseInstant } from "@slotkit/core";
import { misused } from "./cli-error.ts";
import { showText } from "./show-text.ts";

/** What is asked about: an instant, a time on the wall clock, or a whole date. */
export type Moment =
  | { readonly kind: "instant"; readonly start: number }
  | { readonly kind: "localTime"; readonly date: string; readonly time: string }
  | { readonly kind: "date"; readonly date: string };

const localTime = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads the moment that `--at` or `--day` names.
 *
 * @throws {CliError} unless exactly one of them is given, and can be read.
 */
export function readMoment(at: string | undefined, day: string | undefined): Moment {
  if (at !== undefined && day !== undefined)
    throw misused("Give --at or --day, not both.\nSee slotkit explain --help.");
  if (at !== undefined) return readStart(at);
  if (day === undefined)
    throw misused("Say what to explain: --at for one start, --day for a date.\nSee slotkit explain --help.");
  if (!isLocalDate(day)) throw refused("--day", day, "give an existing date as YYYY-MM-DD");
  return { kind: "date", date: day };
}

function readStart(at: string): Moment {
  const [, date, time] = localTime.exec(at) ?? [];
  if (date !== undefined && time !== undefined && isLocalDate(date)) return { kind: "localTime", date, time };
  try {
    return { kind: "instant", start: parseInstant(at) };
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    throw refused(
      "--at",
      at,
      "give an instant, such as 2026-11-23T09:00:00+01:00, or a local time, such as 2026-11-23T09:00",
    );
  }
}

function refused(option: string, value: string, remedy: string): Error {
  return misused(`${option}: received ${showText(JSON.stringify(value))}; ${remedy}`);
}
