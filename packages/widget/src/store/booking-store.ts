import {
  type ApiClient,
  type BookingView,
  type CreateBookingBody,
  createIdempotencyKey,
  type EventTypeView,
  type SlotView,
} from "@slotkit/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type BookingRequest, type Emit, withoutSecret } from "../events.ts";
import { addMonths, type DayKey, type MonthKey, monthOf } from "../time/calendar-date.ts";
import { minutesOf } from "../time/formats.ts";
import { dayOf } from "../time/time-zone.ts";
import { Availability, firstFreeDay, type MonthState } from "./availability.ts";
import { type BookingState, idle, isOpen, type Outcome, type Submission } from "./booking-state.ts";
import { createFailure, type Failure, toFailure } from "./failure.ts";

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
  /** Set by `start`, which comes before everything else. */
  #config!: StoreConfig;
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
    else this.#set({ step: "unusable", failure: createFailure("configuration") });
  }

  /** Asks again, in another zone or for another duration; what was chosen is void. */
  requery(change: Partial<Pick<StoreConfig, "timeZone" | "durationMinutes">>): void {
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
    this.#set(this.state.step === "details" ? { step: "details", day, slot, ...idle } : { step: "choose", day, slot });
    return true;
  }

  continueToDetails(): void {
    const { state } = this;
    if (state.step !== "choose" || !state.slot || !state.day) return;
    this.#set({ step: "details", day: state.day, slot: state.slot, ...idle });
  }

  backToTimes(): void {
    const { state } = this;
    if (state.step !== "details") return;
    const isGone = state.failure?.kind === "taken";
    this.#set({ step: "choose", day: state.day, slot: isGone ? null : state.slot });
  }

  retry(): void {
    if (this.state.step === "unusable") this.start(this.#config);
    else this.availability.refresh();
    this.#host.requestUpdate();
  }

  /** Tries again what could not be asked while the visitor was offline. */
  retryIfOffline(): void {
    const { state, availability } = this;
    const shown = state.step === "choose" ? availability.state : state;
    if ("failure" in shown && shown.failure?.kind === "offline" && !("isSending" in shown)) this.retry();
  }

  async book(details: BookingDetails): Promise<void> {
    const { state } = this;
    if (state.step !== "details") return;
    const { start, end } = state.slot;
    const body = { eventType: this.#config.eventType, start, durationMinutes: minutesOf({ start, end }), ...details };
    await this.#submit("booked", { action: "book", body }, (client) =>
      client.createBooking(body, { idempotencyKey: this.#keyFor(body) }),
    );
  }

  async move(reason: string): Promise<void> {
    const { state, moving } = this;
    if (state.step !== "details" || !moving) return;
    const { uid, version } = moving;
    const body = { start: state.slot.start, version, ...(reason && { reason }) };
    await this.#submit("moved", { action: "reschedule", uid, body }, (client) =>
      client.reschedule(uid, this.#secret, body),
    );
  }

  async cancel(reason: string): Promise<void> {
    const { state } = this;
    if (state.step !== "cancel") return;
    const { uid, version } = state.booking;
    const body = { version, ...(reason && { reason }) };
    await this.#submit("cancelled", { action: "cancel", uid, body }, (client) =>
      client.cancel(uid, this.#secret, body),
    );
  }

  /** From a booking to the calendar, to choose another time for it. */
  startMove(): void {
    if (this.state.step === "booking") this.#openMove(this.state.booking);
  }

  startCancel(): void {
    if (this.state.step === "booking") this.#set({ step: "cancel", booking: this.state.booking, ...idle });
  }

  /** Leaves a move or a cancellation; the booking stands. */
  keep(): void {
    const booking = this.moving ?? (this.state.step === "cancel" ? this.state.booking : null);
    this.moving = null;
    if (booking) this.#set({ step: "booking", booking, outcome: "found" });
  }

  /** The booking at hand as iCalendar text. */
  calendarFile(booking: BookingView): Promise<string> {
    return this.#config.client.getCalendarFile(booking.uid, this.#secret);
  }

  /** Whether the booking at hand can be changed from here. */
  canManage(booking: BookingView): boolean {
    return this.#secret !== "" && isOpen(booking, this.#now());
  }

  #openCalendar(month: MonthKey | null): void {
    const { client, eventType, timeZone, durationMinutes } = this.#config;
    this.#set({ step: "choose", day: null, slot: null });
    const moving = this.moving && { uid: this.moving.uid, secret: this.#secret };
    this.availability.start({ client, eventType, timeZone, durationMinutes, moving }, month);
  }

  /** Reads a booking by its link and goes on to what is to be done with it, if that can still be done. */
  async #openBooking(uid: string, action?: Manage["action"]): Promise<void> {
    const { signal } = this.#session;
    this.#set({ step: "loading" });
    try {
      const booking = await this.#config.client.getBooking(uid, this.#secret, { signal });
      if (signal.aborted) return;
      if (!action || !isOpen(booking, this.#now())) this.#set({ step: "booking", booking, outcome: "found" });
      else if (action === "cancel") this.#set({ step: "cancel", booking, ...idle });
      else this.#openMove(booking);
    } catch (error) {
      if (!signal.aborted) this.#fail(toFailure(error));
    }
  }

  #openMove(booking: BookingView): void {
    const { eventType } = booking;
    this.#config = { ...this.#config, eventType, durationMinutes: minutesOf(booking), date: null };
    this.moving = booking;
    this.#openCalendar(null);
  }

  async #submit(
    outcome: Outcome,
    request: BookingRequest,
    send: (client: ApiClient) => Promise<BookingView>,
  ): Promise<void> {
    const { state } = this;
    if (!("isSending" in state) || state.isSending) return;
    if (!this.#emit("booking-submit", request)) return;
    const { signal } = this.#session;
    this.#setSubmission({ isSending: true, failure: null });
    try {
      const booking = await send(this.#config.client);
      if (!signal.aborted) this.#onDone(booking, outcome);
    } catch (error) {
      if (!signal.aborted) this.#onRefused(toFailure(error), request);
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

  #onRefused(failure: Failure, request: BookingRequest): void {
    if (failure.kind !== "offline" && failure.kind !== "server") this.#attempt = { body: "", key: "" };
    this.#setSubmission({ isSending: false, failure });
    if (failure.kind === "taken") this.availability.refresh();
    this.#emit("booking-error", { code: failure.code });
    if (failure.kind === "settled" && "uid" in request) void this.#openBooking(request.uid);
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
    const isChoosing = this.state.step === "choose";
    if (state.kind === "ready" && isChoosing) this.#openFirstDay(month, state);
    if (state.kind === "failed") {
      const { kind, code } = state.failure;
      if (isChoosing && (kind === "missing" || kind === "invalid")) this.#fail(state.failure);
      else this.#emit("booking-error", { code });
    }
    this.#host.requestUpdate();
  }

  /** Nothing more can be done here. */
  #fail(failure: Failure): void {
    this.#set({ step: "unusable", failure });
    this.#emit("booking-error", { code: failure.code });
  }

  /** The wanted day, or the month's first free one, so that times are on screen without a click. */
  #openFirstDay(month: MonthKey, { days, nextAvailable }: MonthState & { kind: "ready" }): void {
    const { state } = this;
    if (state.step !== "choose" || state.slot) return;
    const isEmpty = firstFreeDay(days) === null;
    const mayAdvance = this.#mayAdvance;
    this.#mayAdvance = false;
    if (isEmpty && mayAdvance && this.#advance(nextAvailable)) return;
    const wanted = this.#config.date;
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

  #dayOf(instant: string): DayKey {
    return dayOf(Date.parse(instant), this.#config.timeZone);
  }

  #setSubmission(submission: Submission): void {
    const { state } = this;
    if ("isSending" in state) this.#set({ ...state, ...submission });
  }

  #set(state: BookingState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
