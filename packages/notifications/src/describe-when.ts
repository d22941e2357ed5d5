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

/** How a reader reads dates and times. */
export interface WhenOptions {
  /** IANA zone of the reader. */
  timeZone: string;
  /** BCP 47. */
  locale: string;
  /** Default: as the locale has it. */
  hourCycle?: "h12" | "h23" | undefined;
  /** Joins a second date to a time. */
  onDate(date: string): string;
}

// Intl and not date-fns-tz: `formatInTimeZone` reads the local fields of a shifted Date, so it tells the wrong hour when
// the zone of this process skips that wall time. Intl never passes through the zone of the process.

/**
 * Describes `[start, end)`, epoch milliseconds, for a reader.
 *
 * @throws {RangeError} when the runtime does not know the zone.
 */
export function describeWhen(start: number, end: number, { timeZone, locale, hourCycle, onDate }: WhenOptions): When {
  const format = (instant: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone, calendar: "gregory", numberingSystem: "latn" }).format(
      instant,
    );
  const twelve = (hourCycle ?? hourCycleOf(locale)) === "h12";
  const hours: Intl.DateTimeFormatOptions = twelve
    ? { hour: "numeric", minute: "2-digit", hour12: true }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  // Some locales put a narrow space before `pm`, which the fonts of old mail programs lack.
  const clock = (instant: number) => format(instant, hours).replaceAll("\u202f", " ");
  // Assembled by hand: versions of the locale data disagree on what stands between the weekday and the day.
  const date = (instant: number) =>
    `${format(instant, { weekday: "long" })}, ${format(instant, { day: "numeric", month: "long", year: "numeric" })}`;

  const short = (options: Intl.DateTimeFormatOptions) => format(start, options).replace(/\.$/, "");
  const leaf = {
    month: short({ month: "short" }),
    day: String(Number(format(start, { day: "2-digit" }).replace(/\D/g, ""))),
    weekday: short({ weekday: "short" }),
  };
  const [startDate, endDate] = [date(start), date(end)];
  return {
    date: startDate,
    time: `${clock(start)} – ${clock(end)}${startDate === endDate ? "" : onDate(endDate)}`,
    zone: `${timeZone} (${offsetName(start, timeZone)})`,
    short: `${leaf.weekday}, ${format(start, { day: "numeric", month: "short", year: "numeric" })}, ${clock(start)}`,
    leaf,
  };
}

function hourCycleOf(locale: string): string | undefined {
  return new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hourCycle;
}

/** `GMT+5:30`, `GMT+0`; never an abbreviation, which several zones may share. */
function offsetName(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" }).formatToParts(instant);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return name === "GMT" ? "GMT+0" : name;
}
