import type { Span } from "../time/span.ts";
import type { Weekday } from "../time/weekdays.ts";

export type { Span, Weekday };

/**
 * The question put to the slot engine, and its answer: plain data, no methods.
 *
 * Instants are epoch milliseconds (whole numbers), spans are half-open `[start, end)`, zones are IANA names,
 * durations are whole minutes. `slotQuerySchema` reads the same shape from JSON with RFC 3339 instants.
 */
export interface SlotQuery {
  /** The instant at which the question is asked; notice and booking window count from it. */
  readonly now: number;
  /** Starts are offered when `range.start <= start < range.end`; a slot may end after the range. */
  readonly range: Span;
  /** The event type's zone: its local dates restart the grid and count the booking window. Default: the first host's. */
  readonly timeZone?: string | undefined;
  readonly durationMinutes: number;
  /** Distance between candidate starts. Default: the duration. */
  readonly intervalMinutes?: number | undefined;
  /** Default: 0. */
  readonly bufferBeforeMinutes?: number | undefined;
  /** Default: 0. */
  readonly bufferAfterMinutes?: number | undefined;
  /** Elapsed time between `now` and the first start that may be offered. Default: 0. */
  readonly minimumNoticeMinutes?: number | undefined;
  /** Calendar days after today's, in `timeZone`, on which a start may still lie. Default: no bound. */
  readonly bookingWindowDays?: number | undefined;
  /** `pack` adds starts flush against busy intervals. Default: `grid`. */
  readonly align?: "grid" | "pack" | undefined;
  /** Default: `single`, which takes exactly one host. */
  readonly assignment?: Assignment | undefined;
  readonly limits?: readonly Limit[] | undefined;
  /** Seats per slot. Given, every slot answers `seatsRemaining`. */
  readonly capacity?: number | undefined;
  /** The sessions that exist already; only with `capacity`. */
  readonly sessions?: readonly Session[] | undefined;
  readonly hosts: readonly SlotHost[];
}

/** How many of the hosts a slot needs: all (`single`, `collective`), one (`roundRobin`) or `count` (`anyOf`) of the rotating ones. */
export type Assignment =
  | { readonly kind: "single" }
  | { readonly kind: "collective" }
  | { readonly kind: "roundRobin" }
  | { readonly kind: "anyOf"; readonly count: number };

/** A person or resource that is booked. */
export interface SlotHost {
  readonly id: string;
  /** A list is read in order: the first schedule whose `effective` range holds the local date applies. */
  readonly schedule: Schedule | readonly Schedule[];
  /** Needed for every slot, beside the rotating hosts. Default: false. */
  readonly fixed?: boolean | undefined;
  /** The greater number is chosen first. Read by `chooseHosts`, never by the list of slots. Default: 0. */
  readonly priority?: number | undefined;
  /** Share of the bookings beside hosts of the same priority; see `chooseHosts`. Zero or more. Default: 1. */
  readonly weight?: number | undefined;
  /** When this host was last given a booking, epoch milliseconds. Read by `chooseHosts`. Default: never. */
  readonly lastBookedAt?: number | undefined;
  /** Absences. They block like busy intervals, buffers kept. */
  readonly timeOff?: readonly Span[] | undefined;
  /** Spans about which an outside calendar could not be asked. Unknown is never free. */
  readonly unknown?: readonly Span[] | undefined;
  /** In any order; may overlap. A claim of ours carries its own buffers in `start` and `end`. */
  readonly busy?: readonly BusyInterval[] | undefined;
}

export type BusyKind = "outside" | "booking" | "hold";

/** Time of a host that is taken, `[start, end)`. */
export interface BusyInterval extends Span {
  /** Default: `outside`. */
  readonly kind?: BusyKind | undefined;
  /** Where it was read, such as a calendar id; for operators' eyes only. */
  readonly source?: string | undefined;
}

/** Weekly windows and date overrides, read off the wall clock of one zone. */
export interface Schedule {
  readonly timeZone: string;
  /** The local dates on which this schedule applies. Default: all. */
  readonly effective?: EffectiveDates | undefined;
  readonly weekly: WeeklyWindows;
  /** At most one per date; it replaces that date's weekly windows, and an empty one closes the date. */
  readonly overrides?: readonly DateOverride[] | undefined;
}

/** Local dates `YYYY-MM-DD`, both included; a missing end is open. */
export interface EffectiveDates {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export type WeeklyWindows = { readonly [day in Weekday]?: readonly TimeWindow[] | undefined };

export interface DateOverride {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly windows: readonly TimeWindow[];
}

/** Local wall time `HH:MM` inside one day, `[start, end)`; `24:00` closes a day, so a night is two windows. */
export interface TimeWindow {
  readonly start: string;
  readonly end: string;
}

export type LimitPeriod = "day" | "week" | "month" | "year";

/**
 * A cap on the bookings that start in one calendar period. A session counts once, so a seat in one that stands already is
 * offered whatever is reached.
 */
export interface Limit {
  readonly id: string;
  readonly period: LimitPeriod;
  /** The zone whose calendar cuts the periods. */
  readonly timeZone: string;
  /** Only for `week`. Default: `monday`. */
  readonly weekStartsOn?: Weekday | undefined;
  /** The host whose bookings are capped. Default: the event type as a whole. */
  readonly hostId?: string | undefined;
  /** At least one of `maxCount` and `maxMinutes` is given. */
  readonly maxCount?: number | undefined;
  readonly maxMinutes?: number | undefined;
  /** Pending, held and confirmed bookings that count; the one being moved left out. Default: none. */
  readonly used?: readonly LimitUse[] | undefined;
}

export interface LimitUse {
  readonly start: number;
  readonly minutes: number;
}

/**
 * A slot with seats that somebody has taken already. Its claims stand here and not under `busy`: with its buffers it
 * blocks its hosts for every start but its own.
 */
export interface Session extends Span {
  readonly hostIds: readonly string[];
  readonly taken: number;
  /** The buffers with which it was made. Default: the query's. */
  readonly bufferBeforeMinutes?: number | undefined;
  readonly bufferAfterMinutes?: number | undefined;
}

/** One bookable start and end, `[start, end)`. */
export interface Slot extends Span {
  /** The hosts that are free for it: fixed ones first, then rotating ones, each in the query's order. */
  readonly hostIds: readonly string[];
  /** Present when the query names a `capacity`. */
  readonly seatsRemaining?: number;
}
