/** A span of time in words, as the clock of one zone shows it. */
export interface When {
  /** `Friday, 20 November 2026`; of the start. */
  date: string;
  /** `14:00 – 14:30`; with the second date where the local day changes. */
  time: string;
  /** `Europe/Berlin (GMT+1)`, with the offset at the start. */
  zone: string;
  /** `Fri, 20 Nov 2026, 14:00`: for subjects. */
  short: string;
  /** Parts of the start for a calendar leaf: `Nov`, `20`, `Fri`. */
  leaf: { month: string; day: string; weekday: string };
}

// Intl and not date-fns-tz: `formatInTimeZone` reads the local fields of a shifted Date, so it tells the wrong hour when
// the zone of this process skips that wall time. Intl never passes through the zone of the process.
const locale = "en-GB";

/**
 * Describes `[start, end)` for a reader.
 *
 * @param start - Epoch milliseconds.
 * @param end - Epoch milliseconds.
 * @param timeZone - IANA zone of the reader.
 * @throws {RangeError} when the runtime does not know the zone.
 */
export function describeWhen(start: number, end: number, timeZone: string): When {
  const format = (instant: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone, calendar: "gregory", numberingSystem: "latn" }).format(
      instant,
    );
  const clock = (instant: number) => format(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const date = (instant: number) =>
    // Assembled by hand: versions of the locale data disagree on the comma after the weekday.
    `${format(instant, { weekday: "long" })}, ${format(instant, { day: "numeric", month: "long", year: "numeric" })}`;

  const leaf = {
    month: format(start, { month: "long" }).slice(0, 3),
    day: format(start, { day: "numeric" }),
    weekday: format(start, { weekday: "long" }).slice(0, 3),
  };
  const year = format(start, { year: "numeric" });
  const [startDate, endDate] = [date(start), date(end)];
  return {
    date: startDate,
    time: startDate === endDate ? `${clock(start)} – ${clock(end)}` : `${clock(start)} – ${clock(end)} on ${endDate}`,
    zone: `${timeZone} (${offsetName(start, timeZone)})`,
    short: `${leaf.weekday}, ${leaf.day} ${leaf.month} ${year}, ${clock(start)}`,
    leaf,
  };
}

/** `GMT+5:30`, `GMT+0`; never an abbreviation, which several zones may share. */
function offsetName(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" }).formatToParts(instant);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return name === "GMT" ? "GMT+0" : name;
}
