import {
  type ApiClient,
  type BookingView,
  type CreateBookingBody,
  createIdempotencyKey,
  type EventTypeView,
  type SlotView,
} from "@slotkit/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Emit, withoutSecret } from "../events.ts";
import { addMonths, type DayKey, type MonthKey, monthOf } from "../time/calendar-date.ts";
import { dayOf } from "../time/time-zone.ts";
import { Availability, firstFreeDay, type MonthState } from "./availability.ts";
import { type BookingState, idle, isOpen, type Outcome, type Submission, sending } from "./booking-state.ts";
import { type Failure, toFailure } from "./failure.ts";

/** A booking that is opened by its link. */
export interface Manage {
  action: "reschedule" | "cancel";
  uid: string;
  secret: string;
}

export interface StoreConfig {
  client: ApiClient;
  eventType: string;
  timeZone: string;
  /** Null: the event type's first. */
  durationMinutes: number | null;
  /** Where to open; both may be null. */
  month: MonthKey | null;
  date: DayKey | null;
  manage: Manage | null;
}

/** Everything of a new booking that its visitor does not choose on the calendar. */
export type BookingDetails = Pick<CreateBookingBody, "attendee" | "notes" | "metadata">;

/**
 * One visitor's way through a booking, without any markup: what is known, where they stand, and what they can do next.
 * A reactive controller: its host renders from `state`, `availability` and `eventType`, and calls the methods on user action.
 */
export class BookingStore implements ReactiveController {
  state: BookingState = { step: "choose", day: null, slot: null };
  eventType: EventTypeView | null = null;
  /** The booking that is being moved; its old time stays on screen. */
  moving: BookingView | null = null;
  readonly availability: Availability;
  readonly #host: ReactiveControllerHost;
  readonly #emit: Emit;
  readonly #now: () => number;
  #config: StoreConfig | null = null;
  /** Manage secret of the booking at hand; never leaves this object but in a request. */
  #secret = "";
  /** Last request to book, to be repeated under its key while its outcome is unknown. */
  #attempt = { body: "", key: "" };
  /** Until the first month is shown: an empty one may give way to the next. */
  #mayAdvance = true;
  /** Answers that belong to an earlier `start` are dropped. */
  #session = new AbortController();

  constructor(host: ReactiveControllerHost, emit: Emit, now: () => number = () => Date.now()) {
    this.#host = host;
    this.#emit = emit;
    this.#now = now;
    this.availability = new Availability({
      now,
      onChange: (month, state) => this.#onMonth(month, state),
      onEventType: (eventType) => this.#onEventType(eventType),
    });
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#config && this.state.step === "loading") this.start(this.#config);
    else if (this.#config && this.state.step === "choose") this.availability.show(this.availability.month);
  }

  /** Reading stops with the element; a booking that is on its way is let through. */
  hostDisconnected(): void {
    this.availability.stop();
    if (this.state.step === "loading") this.#session.abort();
  }

  /** Begins from the beginning. */
  start(config: StoreConfig): void {
    this.#session.abort();
    this.#session = new AbortController();
    this.availability.stop();
    this.#config = config;
    this.eventType = null;
    this.moving = null;
    this.#secret = config.manage?.secret ?? "";
    this.#mayAdvance = config.month === null && config.date === null;
    if (config.manage) void this.#openBooking(config.manage.uid, config.manage.action);
    else if (config.eventType) this.#openCalendar(config.month ?? (config.date && monthOf(config.date)));
    else this.#set({ step: "unusable", failure: { kind: "missing", code: "configuration" } });
  }

  /** Asks again, in another zone or for another duration; what was chosen is void. */
  requery(change: Partial<Pick<StoreConfig, "timeZone" | "durationMinutes">>): void {
    if (!this.#config) return;
    this.#config = { ...this.#config, ...change, date: null };
    if (this.state.step === "choose" || this.state.step === "details") this.#openCalendar(this.availability.month);
  }

  showMonth(month: MonthKey): void {
    this.#set({ step: "choose", day: null, slot: null });
    this.availability.show(month);
    if (this.availability.state.kind !== "loading") this.#onMonth(month, this.availability.state);
  }

  /** Shows a day and its times. */
  showDay(day: DayKey): void {
    if (monthOf(day) !== this.availability.month) this.showMonth(monthOf(day));
    this.#set({ step: "choose", day, slot: null });
  }

  selectDay(day: DayKey): void {
    this.showDay(day);
    this.#emit("booking-date-selected", { date: day });
  }

  /** False when the page prevented the choice. */
  selectSlot(slot: SlotView): boolean {
    if (!this.#emit("booking-slot-selected", { start: slot.start, end: slot.end })) return false;
    const day = this.#dayOf(slot.start);
    if (this.state.step === "details") this.#set({ step: "details", day, slot, submission: idle });
    else this.#set({ step: "choose", day, slot });
    return true;
  }

  continueToDetails(): void {
    const { state } = this;
    if (state.step !== "choose" || !state.slot || !state.day) return;
    this.#set({ step: "details", day: state.day, slot: state.slot, submission: idle });
  }

  backToTimes(): void {
    const { state } = this;
    if (state.step !== "details") return;
    const isGone = state.submission.kind === "failed" && state.submission.failure.kind === "taken";
    this.#set({ step: "choose", day: state.day, slot: isGone ? null : state.slot });
  }

  retry(): void {
    if (this.state.step === "unusable" && this.#config) this.start(this.#config);
    else this.availability.refresh();
    this.#host.requestUpdate();
  }

  async book(details: BookingDetails): Promise<void> {
    const config = this.#config;
    const { state } = this;
    if (!config || state.step !== "details" || state.submission.kind === "sending") return;
    const body: CreateBookingBody = {
      eventType: config.eventType,
      start: state.slot.start,
      durationMinutes: (Date.parse(state.slot.end) - Date.parse(state.slot.start)) / 60_000,
      ...details,
    };
    if (!this.#emit("booking-submit", { action: "book", body })) return;
    await this.#submit("booked", () => this.#client.createBooking(body, { idempotencyKey: this.#keyFor(body) }));
  }

  async move(reason: string): Promise<void> {
    const { state, moving } = this;
    if (!moving || state.step !== "details" || state.submission.kind === "sending") return;
    const body = { start: state.slot.start, version: moving.version, ...(reason && { reason }) };
    if (!this.#emit("booking-submit", { action: "reschedule", uid: moving.uid, body })) return;
    await this.#submit("moved", () => this.#client.reschedule(moving.uid, this.#secret, body));
  }

  async cancel(reason: string): Promise<void> {
    const { state } = this;
    if (state.step !== "cancel" || state.submission.kind === "sending") return;
    const { uid, version } = state.booking;
    const body = { version, ...(reason && { reason }) };
    if (!this.#emit("booking-submit", { action: "cancel", uid, body })) return;
    await this.#submit("cancelled", () => this.#client.cancel(uid, this.#secret, body));
  }

  /** From a booking to the calendar, to choose another time for it. */
  startMove(): void {
    if (this.state.step === "booking") this.#openMove(this.state.booking);
  }

  startCancel(): void {
    if (this.state.step === "booking") this.#set({ step: "cancel", booking: this.state.booking, submission: idle });
  }

  /** Leaves a move or a cancellation; the booking stands. */
  keep(): void {
    const booking = this.moving ?? (this.state.step === "cancel" ? this.state.booking : null);
    this.moving = null;
    if (booking) this.#set({ step: "booking", booking, outcome: "found" });
  }

  /** The booking at hand as iCalendar text. */
  calendarFile(booking: BookingView): Promise<string> {
    return this.#client.getCalendarFile(booking.uid, this.#secret);
  }

  /** Whether the booking at hand can be changed from here. */
  canManage(booking: BookingView): boolean {
    return this.#secret !== "" && isOpen(booking, this.#now());
  }

  #openCalendar(month: MonthKey | null): void {
    const config = this.#config;
    if (!config) return;
    const { client, eventType, timeZone, durationMinutes } = config;
    this.#set({ step: "choose", day: null, slot: null });
    const moving = this.moving && { uid: this.moving.uid, secret: this.#secret };
    this.availability.start({ client, eventType, timeZone, durationMinutes, moving }, month);
  }

  /** Reads a booking by its link and goes on to what is to be done with it, if that can still be done. */
  async #openBooking(uid: string, action?: Manage["action"]): Promise<void> {
    const { signal } = this.#session;
    this.#set({ step: "loading" });
    try {
      const booking = await this.#client.getBooking(uid, this.#secret, { signal });
      if (signal.aborted) return;
      if (!action || !isOpen(booking, this.#now())) this.#set({ step: "booking", booking, outcome: "found" });
      else if (action === "cancel") this.#set({ step: "cancel", booking, submission: idle });
      else this.#openMove(booking);
    } catch (error) {
      if (signal.aborted) return;
      const failure = toFailure(error);
      this.#set({ step: "unusable", failure });
      this.#emit("booking-error", { code: failure.code });
    }
  }

  #openMove(booking: BookingView): void {
    const config = this.#config;
    if (!config) return;
    const durationMinutes = (Date.parse(booking.end) - Date.parse(booking.start)) / 60_000;
    this.#config = { ...config, eventType: booking.eventType, durationMinutes, date: null };
    this.moving = booking;
    this.#openCalendar(null);
  }

  async #submit(outcome: Outcome, send: () => Promise<BookingView>): Promise<void> {
    const { signal } = this.#session;
    const uid = this.state.step === "cancel" ? this.state.booking.uid : this.moving?.uid;
    this.#setSubmission(sending);
    try {
      const booking = await send();
      if (!signal.aborted) this.#onDone(booking, outcome);
    } catch (error) {
      if (!signal.aborted) this.#onRefused(toFailure(error), uid);
    }
  }

  #onDone(booking: BookingView, outcome: Outcome): void {
    const previousStart = this.moving?.start;
    this.#secret = booking.manage?.secret ?? this.#secret;
    this.#attempt = { body: "", key: "" };
    this.moving = null;
    this.#set({ step: "booking", booking, outcome });
    const detail = { booking: withoutSecret(booking) };
    if (outcome === "cancelled") this.#emit("booking-cancelled", detail);
    else if (previousStart) this.#emit("booking-rescheduled", { ...detail, previousStart });
    else this.#emit("booking-success", detail);
  }

  #onRefused(failure: Failure, uid: string | undefined): void {
    if (failure.kind !== "offline" && failure.kind !== "server") this.#attempt = { body: "", key: "" };
    this.#setSubmission({ kind: "failed", failure });
    if (failure.kind === "taken") this.availability.refresh();
    this.#emit("booking-error", { code: failure.code });
    if (failure.kind === "settled" && uid) void this.#openBooking(uid);
  }

  /** The same request keeps its key until its outcome is known, so that pressing the button again cannot book twice. */
  #keyFor(body: CreateBookingBody): string {
    const text = JSON.stringify(body);
    if (text !== this.#attempt.body) this.#attempt = { body: text, key: createIdempotencyKey() };
    return this.#attempt.key;
  }

  #onEventType(eventType: EventTypeView): void {
    const isFirst = this.eventType === null;
    this.eventType = eventType;
    if (isFirst) this.#emit("booking-ready", { eventType });
  }

  #onMonth(month: MonthKey, state: MonthState): void {
    if (state.kind === "failed") this.#onMonthFailed(state.failure);
    if (state.kind === "ready" && this.state.step === "choose") this.#openFirstDay(month, state);
    this.#host.requestUpdate();
  }

  #onMonthFailed(failure: Failure): void {
    this.#emit("booking-error", { code: failure.code });
    const isFinal = failure.kind === "missing" || failure.kind === "invalid";
    if (isFinal && this.state.step === "choose") this.#set({ step: "unusable", failure });
  }

  /** The wanted day, or the month's first free one, so that times are on screen without a click. */
  #openFirstDay(month: MonthKey, { days, nextAvailable }: MonthState & { kind: "ready" }): void {
    const { state } = this;
    if (state.step !== "choose" || state.slot) return;
    const isEmpty = firstFreeDay(days) === null;
    const mayAdvance = this.#mayAdvance;
    this.#mayAdvance = false;
    if (isEmpty && mayAdvance && this.#advance(nextAvailable)) return;
    const wanted = this.#config?.date;
    const day = wanted && monthOf(wanted) === month ? wanted : firstFreeDay(days);
    this.#set({ step: "choose", day: state.day ?? day, slot: null });
    if (isEmpty) this.#emit("booking-no-slots", { month, nextAvailable });
  }

  /** Late in a month the first answer already holds the next one: nobody needs to meet an empty page on the 30th. */
  #advance(nextAvailable: string | null): boolean {
    const next = addMonths(this.availability.month, 1);
    if (nextAvailable === null || monthOf(this.#dayOf(nextAvailable)) !== next) return false;
    this.showMonth(next);
    return true;
  }

  get #client(): ApiClient {
    if (!this.#config) throw new Error("start() comes first.");
    return this.#config.client;
  }

  #dayOf(instant: string): DayKey {
    return dayOf(Date.parse(instant), this.#config?.timeZone ?? "UTC");
  }

  #setSubmission(submission: Submission): void {
    const { state } = this;
    if (state.step === "details" || state.step === "cancel") this.#set({ ...state, submission });
  }

  #set(state: BookingState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
