import {
  type BookingCalls,
  type BookingForm,
  type BookingView,
  bookingCalls,
  type Caller,
  type CreateBookingBody,
  createBookingForm,
  type EventTypeView,
  type ReservationCalls,
  reservationCalls,
  type SlotCalls,
  type SlotsAnswer,
  type SlotView,
  slotCalls,
} from "@slotkit/client";
import { type BookingRequest, withoutSecret } from "../events.ts";
import type { FieldValue, FormValues } from "../form/form-field.ts";
import { minutesOf } from "../time/formats.ts";
import { Attempt } from "./attempt.ts";
import type { MonthState } from "./availability.ts";
import { type BookingState, idle, isOpen, type Outcome, type Submission } from "./booking-state.ts";
import { type Failure, toFailure } from "./failure.ts";
import { Hold } from "./hold.ts";
import type { StoreConfig } from "./store-config.ts";
import { type StoreOptions, TimesStore } from "./times-store.ts";
import { utmOf } from "./utm.ts";

/** Everything of a new booking that its visitor does not choose on the calendar. */
export type BookingDetails = Pick<CreateBookingBody, "attendee" | "guests" | "answers" | "notes">;

/** What a visitor asks of the API. */
export type VisitorCalls = SlotCalls & ReservationCalls & BookingCalls;

/**
 * One visitor's way through a booking, without any markup: the choice of a time, then the details, the sending, and
 * whatever is to be done with a booking that exists.
 */
export class BookingStore extends TimesStore<VisitorCalls> {
  state: BookingState = { step: "choose" };
  /** The booking that is being moved; its old time stays on screen. */
  movingBooking: BookingView | null = null;
  /** What the visitor has typed; kept on the way back and forth. */
  values: FormValues = new Map();
  /** What stands in the field that people do not see. */
  website = "";
  /** The chosen time while the form is filled in. */
  readonly hold: Hold;
  /** Manage secret of the booking at hand; never leaves this object but in a request. */
  #secret = "";
  #attempt = new Attempt();
  /** What tells a visitor from a bot. */
  #form!: BookingForm;
  /** The link that led here has done its work. */
  #ignoresLink = false;
  /** Set where the API does not hold times. */
  #cannotHold = false;
  /** Answers that belong to an earlier beginning are dropped. */
  #session = new AbortController();

  constructor(options: StoreOptions = {}) {
    super(options);
    this.hold = new Hold(this.clock, () => this.notify());
  }

  override get proceed(): (() => void) | null {
    return () => this.#openDetails();
  }

  /** Why the chosen time cannot be booked any more, if that is so. */
  get takenFailure(): Failure | null {
    const { state } = this;
    return state.step === "details" && state.failure?.kind === "taken" ? state.failure : null;
  }

  override configure(config: Partial<StoreConfig>): void {
    const { prefill } = config;
    if (prefill && prefill !== this.config.prefill) this.values = new Map([...this.values, ...prefilled(prefill)]);
    super.configure(config);
  }

  override start(): void {
    this.#session.abort();
    this.#session = new AbortController();
    this.#leave();
    this.#secret = this.config.token;
    super.start();
  }

  /** Begins from the beginning; what the visitor typed is forgotten. */
  reset(): void {
    this.values = prefilled(this.config.prefill);
    this.start();
  }

  /** From a booking to the calendar, for one more; what the visitor typed is kept. */
  bookAnother(): void {
    this.#ignoresLink = true;
    this.start();
  }

  override showMonth(month: string): void {
    this.#toCalendar();
    super.showMonth(month);
  }

  override showDay(day: string): void {
    this.#toCalendar();
    super.showDay(day);
  }

  override selectSlot(slot: SlotView): boolean {
    if (!super.selectSlot(slot)) return false;
    if (this.state.step === "details") this.#openDetails();
    return true;
  }

  /** Keeps what is typed into a field. */
  type(name: string, value: FieldValue): void {
    this.values = new Map([...this.values, [name, value]]);
  }

  backToTimes(): void {
    if (this.takenFailure) this.slot = null;
    this.#toCalendar();
    this.notify();
  }

  /** Holds the chosen time for longer, where the API allows it. */
  async extendHold(): Promise<void> {
    try {
      await this.hold.extend(this.calls);
    } catch {
      // It was not extended: it ends when it ends, and says so itself.
    }
    this.notify();
  }

  override retry(): void {
    if (this.state.step === "unusable") this.start();
    else super.retry();
  }

  async book(details: BookingDetails): Promise<void> {
    const { state, slot } = this;
    if (state.step !== "details" || !slot) return;
    const { eventType, metadata, hiddenFields, withUtm } = this.config;
    const sent = { ...(withUtm && utmOf(location.search)), ...metadata };
    const answers = { ...details.answers, ...hiddenFields };
    const body: CreateBookingBody = {
      eventType,
      start: slot.start,
      durationMinutes: minutesOf(slot),
      ...details,
      attendee: { ...details.attendee, timeZone: this.timeZone },
      ...(Object.keys(answers).length > 0 && { answers }),
      ...(Object.keys(sent).length > 0 && { metadata: sent }),
      ...(this.hold.uid && { reservationUid: this.hold.uid }),
    };
    await this.#submit("booked", { action: "book", body }, async (calls) => {
      const form = await this.#form.fill(this.website ? { website: this.website } : {});
      return calls.createBooking({ ...body, ...(form && { form }) }, { idempotencyKey: this.#attempt.keyFor(body) });
    });
  }

  async move(reason: string): Promise<void> {
    const { state, slot, movingBooking } = this;
    if (state.step !== "details" || !slot || !movingBooking) return;
    const { uid, version } = movingBooking;
    const body = { start: slot.start, version, ...(reason && { reason }) };
    await this.#submit("moved", { action: "reschedule", uid, body }, (calls) =>
      calls.reschedule(uid, this.#secret, body),
    );
  }

  async cancel(reason: string): Promise<void> {
    const { state } = this;
    if (state.step !== "cancel") return;
    const { uid, version } = state.booking;
    const body = { version, ...(reason && { reason }) };
    await this.#submit("cancelled", { action: "cancel", uid, body }, (calls) => calls.cancel(uid, this.#secret, body));
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
    const booking = this.movingBooking ?? (this.state.step === "cancel" ? this.state.booking : null);
    this.#leave();
    if (booking) this.#set({ step: "booking", booking, outcome: "found" });
  }

  /** The booking at hand as iCalendar text. */
  calendarFile(booking: BookingView): Promise<string> {
    return this.calls.getCalendarFile(booking.uid, this.#secret);
  }

  /** Whether the booking at hand can be changed from here. */
  canManage(booking: BookingView): boolean {
    return this.#secret !== "" && isOpen(booking, this.clock.now());
  }

  /** Whether the booking has taken place, as far as the visitor's clock knows. */
  isPast(booking: BookingView): boolean {
    return Date.parse(booking.start) <= this.clock.now();
  }

  protected override get lastFailure(): Failure | null {
    const { state } = this;
    if (state.step === "unusable") return state.failure;
    return state.step === "choose" ? super.lastFailure : null;
  }

  protected override onMonth(state: MonthState): void {
    // Behind a form the times are asked again, but nothing is chosen anew.
    if (this.state.step === "choose" || state.kind === "failed") super.onMonth(state);
    else this.notify();
    if (state.kind === "failed" && this.state.step === "choose" && /missing|invalid/.test(state.failure.kind)) {
      this.#set({ step: "unusable", failure: state.failure });
    }
  }

  protected override onEventType(eventType: EventTypeView, answer: SlotsAnswer): void {
    this.#form.receive(answer);
    super.onEventType(eventType, answer);
  }

  protected override createCalls(caller: Caller): VisitorCalls {
    return { ...slotCalls(caller), ...reservationCalls(caller), ...bookingCalls(caller) };
  }

  protected override get subject(): { eventType: string; durationMinutes: number | null } {
    const { movingBooking } = this;
    if (!movingBooking) return super.subject;
    return { eventType: movingBooking.eventType, durationMinutes: minutesOf(movingBooking) };
  }

  protected override begin(): void {
    const { cancelUid, rescheduleUid, eventType } = this.config;
    this.#form = createBookingForm(this.calls, eventType);
    const uid = cancelUid || rescheduleUid;
    const isLink = uid !== "" && !this.#ignoresLink;
    this.#ignoresLink = false;
    if (isLink) void this.#openBooking(uid, cancelUid ? "cancel" : "reschedule");
    else super.begin();
  }

  protected override requery(): void {
    if (this.state.step === "details") this.#toCalendar();
    if (this.state.step === "choose") super.requery();
  }

  protected override resume(): void {
    super.resume();
    globalThis.addEventListener?.("pagehide", this.#release);
  }

  /** Reading stops with the last subscriber; a booking that is on its way is let through. */
  protected override pause(): void {
    super.pause();
    globalThis.removeEventListener?.("pagehide", this.#release);
    this.#release();
  }

  #release = (): void => this.hold.release(this.calls);

  /** Back to the calendar; nothing is held any more. */
  #toCalendar(): void {
    this.#release();
    this.state = { step: "choose" };
  }

  /** Back to the calendar, and to a new booking. */
  #leave(): void {
    this.#toCalendar();
    this.moving = this.movingBooking = null;
  }

  #openDetails(): void {
    if (!this.slot) return;
    this.#set({ step: "details", ...idle });
    void this.#reserve(this.slot);
  }

  /**
   * Holds a time in the background. What is not held can still be booked, so only a time that is gone is worth a word.
   * A booking that is moved holds its own time already.
   */
  async #reserve(slot: SlotView): Promise<void> {
    this.#release();
    if (this.config.noReservation || this.#cannotHold || this.moving) return;
    const { eventType } = this.config;
    const isCurrent = () => this.slot === slot && this.state.step === "details";
    try {
      const body = { eventType, start: slot.start, durationMinutes: minutesOf(slot) };
      const reservation = await this.calls.reserve(body);
      this.hold.take(reservation);
      if (isCurrent()) this.emit("booking-slot-reserved", { start: slot.start, until: reservation.reservedUntil });
      else this.#release();
    } catch (error) {
      const failure = toFailure(error);
      this.#cannotHold = failure.code === "not_found" || failure.code === "method_not_allowed";
      if (failure.kind === "taken" && isCurrent()) this.#refuse(failure);
    }
  }

  /** Reads a booking by its link and goes on to what is to be done with it, if that can still be done. */
  async #openBooking(uid: string, action?: "reschedule" | "cancel"): Promise<void> {
    const { signal } = this.#session;
    this.#set({ step: "loading" });
    try {
      const booking = await this.calls.getBooking(uid, this.#secret, { signal });
      if (signal.aborted) return;
      if (!action || !isOpen(booking, this.clock.now())) this.#set({ step: "booking", booking, outcome: "found" });
      else if (action === "cancel") this.#set({ step: "cancel", booking, ...idle });
      else this.#openMove(booking);
    } catch (error) {
      if (!signal.aborted) this.#fail(toFailure(error));
    }
  }

  #openMove(booking: BookingView): void {
    this.movingBooking = booking;
    this.moving = { uid: booking.uid, secret: this.#secret };
    this.#toCalendar();
    this.openCalendar(null);
  }

  async #submit(
    outcome: Outcome,
    request: BookingRequest,
    send: (calls: VisitorCalls) => Promise<BookingView>,
  ): Promise<void> {
    const { state } = this;
    if (!("isSending" in state) || state.isSending) return;
    if (!this.emit("booking-submit", request)) return;
    const { signal } = this.#session;
    this.#setSubmission({ isSending: true, failure: null });
    try {
      const booking = await send(this.calls);
      if (!signal.aborted) this.#onDone(booking, outcome);
    } catch (error) {
      if (!signal.aborted) this.#onRefused(toFailure(error), request);
    }
  }

  #onDone(booking: BookingView, outcome: Outcome): void {
    const previousStart = this.movingBooking?.start;
    this.#secret = booking.manage?.secret ?? this.#secret;
    this.#attempt.settle();
    // The booking has used up what was held.
    this.hold.drop();
    this.#leave();
    this.#set({ step: "booking", booking, outcome });
    const detail = { booking: withoutSecret(booking) };
    if (outcome === "cancelled") this.emit("booking-cancelled", detail);
    else if (previousStart) this.emit("booking-rescheduled", { ...detail, previousStart });
    else this.emit("booking-success", detail);
  }

  #onRefused(cause: Failure, request: BookingRequest): void {
    // Whoever was taken for a bot tries again with a new form; a link whose secret has ended stays missing.
    const isSuspected = request.action === "book" && cause.code === "forbidden";
    if (isSuspected) this.#form.renew();
    const failure: Failure = isSuspected ? { ...cause, kind: "server" } : cause;
    if (cause.kind !== "offline" && cause.kind !== "server") this.#attempt.settle();
    this.#refuse(failure);
    if (failure.kind === "settled" && "uid" in request) void this.#openBooking(request.uid);
  }

  /** Tells that something did not succeed; where a time is gone, what is free is asked again. */
  #refuse(failure: Failure): void {
    this.#setSubmission({ isSending: false, failure });
    if (failure.kind === "taken") {
      this.hold.drop();
      this.availability.refresh();
    }
    this.emit("booking-error", { code: failure.code });
  }

  /** Nothing more can be done here. */
  #fail(failure: Failure): void {
    this.availability.stop();
    this.#set({ step: "unusable", failure });
    this.emit("booking-error", { code: failure.code });
  }

  #setSubmission(submission: Submission): void {
    const { state } = this;
    if ("isSending" in state) this.#set({ ...state, ...submission });
  }

  #set(state: BookingState): void {
    this.state = state;
    this.notify();
  }
}

function prefilled({ timeZone: _, guests = [], answers = {}, ...known }: StoreConfig["prefill"]): FormValues {
  const texts = { ...known, ...answers, ...(guests.length > 0 && { guests: guests.join(", ") }) };
  const given = Object.entries(texts).filter(([, value]) => value !== undefined);
  return new Map(given.map(([name, value]) => [name, typeof value === "number" ? String(value) : value]));
}
