import { formatInstant } from "@slotkit/core";
import type { ICalLuxonDateTimeStub } from "ical-generator";
import { tzlib_get_ical_block, tzlib_get_offset, tzlib_get_timezones } from "timezones-ical-library";

/** A zone as a calendar file describes it. */
export interface CalendarZone {
  /** As it is named in the file. */
  tzid: string;
  /** Its VTIMEZONE. */
  definition: string;
  /** What the zone's clock shows at an instant. */
  clockAt(instant: number): ICalLuxonDateTimeStub;
}

const hourMs = 60 * 60_000;

/**
 * The zone in which a file may tell a time: its VTIMEZONE has to lead back to the very instants, in every program.
 *
 * Null where it might not: near a change of the clocks, where a time may be there twice, in a zone that the definitions
 * know differently from this runtime, and in one they do not know. UTC is right then.
 */
export function calendarZone(timeZone: string, start: number, end: number): CalendarZone | null {
  const [definition, parameter] = blockOf(timeZone);
  if (definition === undefined || parameter === undefined) return null;
  const around = [start - 3 * hourMs, start, end, end + 3 * hourMs].map(
    (instant) => readClock(instant, timeZone).offset,
  );
  if (new Set(around).size > 1) return null;
  const agrees = [start, end].every((instant) => {
    const { date, time, offset } = readClock(instant, timeZone);
    return tzlib_get_offset(timeZone, date, time) === offset.replace(":", "");
  });
  if (!agrees) return null;
  return {
    tzid: parameter.replace(/^TZID=/, ""),
    definition,
    clockAt: (instant) => clockTime(instant, timeZone),
  };
}

/**
 * An instant that knows what its zone's clock shows, in the form that the writer takes for a date with a zone of its own
 * (luxon's `DateTime`). A plain `Date` it would read by the clock of this process, which skips an hour of others.
 */
function clockTime(instant: number, timeZone: string): ICalLuxonDateTimeStub {
  const { date, time } = readClock(instant, timeZone);
  const shown: ICalLuxonDateTimeStub = {
    isValid: true,
    setZone: () => shown,
    toFormat: (format) => (format === "HHmmss" ? `${time.replace(":", "")}00` : date.replaceAll("-", "")),
    toJSDate: () => new Date(instant),
    toJSON: () => new Date(instant).toISOString(),
    zone: { type: "IANA" },
  };
  return shown;
}

const knownZones: ReadonlySet<string> = new Set(tzlib_get_timezones());

/** The definition and its parameter. The library complains on the console where it does not know the zone. */
function blockOf(timeZone: string): readonly string[] {
  const block = knownZones.has(timeZone) ? tzlib_get_ical_block(timeZone) : [];
  return typeof block === "string" ? [] : block;
}

function readClock(instant: number, timeZone: string): { date: string; time: string; offset: string } {
  const text = formatInstant(instant, timeZone);
  const offset = text.slice(19).replace(/^Z$/, "+00:00");
  return { date: text.slice(0, 10), time: text.slice(11, 16), offset };
}
