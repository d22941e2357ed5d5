import type { BusinessHoursView, EventTypeView, SlotCalls, SlotsAnswer, SlotView } from "@slotkit/client";
import { addDays, addMonths, type DayKey, firstDay, type MonthKey, monthOf } from "../time/calendar-date.ts";
import { dayOf } from "../time/time-zone.ts";
import { createFailure, type Failure, toFailure } from "./failure.ts";

/** The free times of one month by local day; days without any are left out. */
export type Days = Readonly<Record<DayKey, readonly SlotView[]>>;

export type MonthState =
  | { kind: "loading" }
  /**
   * `nextAvailable`: the first free start from the month on, RFC 3339. `isKnown`: false when a calendar could not be
   * read. `hours`: the opening hours, where the API told them.
   */
  | {
      kind: "ready";
      days: Days;
      nextAvailable: string | null;
      isKnown: boolean;
      hours: readonly BusinessHoursView[];
    }
  | { kind: "failed"; failure: Failure };

/** A booking that is being moved, and the secret that allows it. */
export interface Moving {
  uid: string;
  secret: string;
}

/** Which times are asked for; a different query makes all known times void. */
export interface AvailabilityQuery {
  calls: SlotCalls;
  eventType: string;
  timeZone: string;
  /** Null: the event type's first. */
  durationMinutes: number | null;
  /** The booking that is being moved: its own time counts as free. */
  moving: Moving | null;
}

export interface AvailabilityOptions {
  now: () => number;
  /** The shown month has changed its state. */
  onChange: (state: MonthState) => void;
  /** An answer came that says what is booked. */
  onEventType: (eventType: EventTypeView, answer: SlotsAnswer) => void;
}

const loading: MonthState = { kind: "loading" };

/**
 * The free times of a visitor's months. The first request brings the event type, the current month and the next; later
 * ones bring a month each, and the one after the shown month is fetched ahead. A request that nobody waits for any more
 * is aborted, and its answer is dropped even when it arrives.
 */
export class Availability {
  month: MonthKey = "";
  readonly #options: AvailabilityOptions;
  readonly #months = new Map<MonthKey, MonthState>();
  readonly #inFlight = new Map<MonthKey, AbortController>();
  /** Set by `start`, which comes before everything else. */
  #query!: AvailabilityQuery;
  #eventType: EventTypeView | null = null;
  #used: SlotsAnswer | null = null;

  constructor(options: AvailabilityOptions) {
    this.#options = options;
  }

  /** The shown month. */
  get state(): MonthState {
    return this.#months.get(this.month) ?? loading;
  }

  /** The visitor's local day. */
  get today(): DayKey {
    return dayOf(this.#options.now(), this.#query.timeZone);
  }

  /** The last day that can have times; a day may be counted too many where the visitor's zone is ahead of the event type's. */
  get lastDay(): DayKey {
    return addDays(this.today, (this.#eventType?.bookingWindowDays ?? 365) + 1);
  }

  /**
   * Drops what is known and asks anew.
   *
   * @param month - Where to open; the current month when null or past.
   * @param answer - The first answer, where it is there already.
   */
  start(query: AvailabilityQuery, month: MonthKey | null, answer: SlotsAnswer | null = null): void {
    if (query.eventType !== this.#query?.eventType || query.calls !== this.#query.calls) this.#eventType = null;
    this.stop();
    this.#months.clear();
    this.#query = query;
    const current = monthOf(this.today);
    this.month = month !== null && month > current ? month : current;
    if (!query.eventType) this.#fail(this.month, createFailure("configuration"));
    else if (answer?.timeZone === query.timeZone && !this.#isUsed(answer)) this.#accept(this.month, 2, answer);
    else void this.#load(this.month, 2);
  }

  /** Shows a month: at once when it was fetched ahead. */
  show(month: MonthKey): void {
    this.month = month;
    for (const [asked, controller] of this.#inFlight) {
      if (asked !== month) this.#forget(asked, controller);
    }
    if (this.state.kind === "failed") this.#months.delete(month);
    if (!this.#months.has(month)) void this.#load(month, 1);
    else if (this.state.kind === "ready") this.#fetchAhead();
  }

  /** Asks again for everything from the shown month on. */
  refresh(): void {
    this.start(this.#query, this.month);
  }

  /** Aborts what is under way; `show` takes it up again. */
  stop(): void {
    for (const [month, controller] of this.#inFlight) this.#forget(month, controller);
  }

  /** An answer is good for one beginning: whoever asks again wants to know more. */
  #isUsed(answer: SlotsAnswer): boolean {
    const isUsed = answer === this.#used;
    this.#used = answer;
    return isUsed;
  }

  #forget(month: MonthKey, controller: AbortController): void {
    this.#inFlight.delete(month);
    this.#months.delete(month);
    controller.abort();
  }

  #fetchAhead(): void {
    const next = addMonths(this.month, 1);
    if (next <= monthOf(this.lastDay) && !this.#months.has(next)) void this.#load(next, 1);
  }

  async #load(month: MonthKey, monthCount: number): Promise<void> {
    const controller = new AbortController();
    this.#inFlight.set(month, controller);
    this.#months.set(month, loading);
    const isStale = () => this.#inFlight.get(month) !== controller;
    try {
      const answer = await this.#ask(month, monthCount, controller.signal);
      if (isStale()) return;
      this.#inFlight.delete(month);
      this.#accept(month, monthCount, answer);
    } catch (error) {
      if (isStale()) return;
      this.#inFlight.delete(month);
      this.#fail(month, toFailure(error));
    }
  }

  #ask(month: MonthKey, monthCount: number, signal: AbortSignal): Promise<SlotsAnswer> {
    const query = this.#query;
    const first = firstDay(month);
    return query.calls.getSlots(
      {
        eventType: query.eventType,
        start: first > this.today ? first : this.today,
        end: firstDay(addMonths(month, monthCount)),
        timeZone: query.timeZone,
        ...(query.durationMinutes !== null && { duration: String(query.durationMinutes) }),
        include: this.#eventType ? "businessHours" : "eventType,businessHours",
        ...(query.moving && { rescheduleUid: query.moving.uid }),
      },
      { signal, secret: query.moving?.secret },
    );
  }

  #accept(month: MonthKey, monthCount: number, answer: SlotsAnswer): void {
    if (answer.eventType) {
      this.#eventType = answer.eventType;
      this.#options.onEventType(answer.eventType, answer);
    }
    const isKnown = answer.sources.every(({ state }) => state !== "unknown");
    for (let index = 0; index < monthCount; index++) {
      const covered = addMonths(month, index);
      const days = daysOf(answer, covered);
      const nextAvailable = index === 0 ? answer.nextAvailable : firstStart(days);
      // An empty second month does not say when the next time is free: it is asked by itself when it is shown.
      if (index === 0 || nextAvailable !== null)
        this.#months.set(covered, { kind: "ready", days, nextAvailable, isKnown, hours: answer.businessHours ?? [] });
    }
    if (month !== this.month) return;
    this.#options.onChange(this.state);
    if (this.state.kind === "ready") this.#fetchAhead();
  }

  /** A month that nobody looks at yet is simply asked again when somebody does. */
  #fail(month: MonthKey, failure: Failure): void {
    if (month !== this.month) {
      this.#months.delete(month);
      return;
    }
    this.#months.set(month, { kind: "failed", failure });
    this.#options.onChange(this.state);
  }
}

function daysOf(answer: SlotsAnswer, month: MonthKey): Days {
  return Object.fromEntries(
    Object.entries(answer.slots).filter(([day, slots]) => monthOf(day) === month && slots.length > 0),
  );
}

/** The first day of a month that has times. */
export function firstFreeDay(days: Days): DayKey | null {
  return Object.keys(days).sort()[0] ?? null;
}

function firstStart(days: Days): string | null {
  return days[firstFreeDay(days) ?? ""]?.[0]?.start ?? null;
}
