import { type ApiClient, type BookingView, createClient } from "@slotkit/client";
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { type DayChosen, tabStop } from "./booking-calendar.ts";
import type { Subject } from "./booking-details.ts";
import { type BookingElement, data } from "./booking-element.ts";
import type { FormField, FormValues } from "./booking-form.ts";
import { widgetStyles } from "./booking-widget.styles.ts";
import { confirmationStyles } from "./confirmation.styles.ts";
import { renderConfirmation } from "./confirmation.ts";
import { detailsFields, type Prefill, reasonField, refusalsOf, toDetails } from "./details-fields.ts";
import { createEmit } from "./events.ts";
import { type Language, languageOf } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import { renderNotice } from "./notice.ts";
import { monthNotice, submitNotice, unusableNotice } from "./notices.ts";
import { saveText } from "./save-text.ts";
import type { BookingState } from "./store/booking-state.ts";
import { BookingStore, type Manage } from "./store/booking-store.ts";
import { type Failure, toFailure } from "./store/failure.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { controlStyles } from "./styles/control.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { tellDeveloper } from "./tell-developer.ts";
import { type DayKey, isDayKey, isMonthKey } from "./time/calendar-date.ts";
import type { HourCycle, Span } from "./time/formats.ts";
import { detectTimeZone, isTimeZone } from "./time/time-zone.ts";
import { weekStartOf } from "./time/week-start.ts";

/** In markup `hide-details="false"` means what it says. */
const flag = { type: Boolean, converter: (value: string | null) => value !== null && value !== "false" };

const partTags = "booking-calendar, booking-slots, booking-form";
const calendarParts = "month-title, nav-button, weekday, day, day-available, day-selected, day-today";
const slotsParts = "slot-list, slot, slot-selected, timezone, submit, empty";
const formParts = "form, field, label, input, error, alert, submit, back";

/**
 * Books a meeting, moves one, or cancels one. It asks one API and nobody else, keeps nothing in the browser, and works
 * under a content security policy without inline styles.
 *
 * @element booking-widget
 * @slot header - Above the card.
 * @slot details - In place of the event type's summary.
 * @slot empty - When a day has no times.
 * @slot success - In place of the line under the heading of a finished booking.
 * @slot submit-label - Words of the button that books.
 * @slot footer - Below the card.
 * @fires booking-ready - The event type and its first times are there.
 * @fires booking-date-selected - The visitor chose a day.
 * @fires booking-slot-selected - The visitor chose a time; cancelable.
 * @fires booking-submit - A booking, a move or a cancellation is about to be sent; cancelable.
 * @fires booking-success - A booking was made.
 * @fires booking-rescheduled - A booking was moved.
 * @fires booking-cancelled - A booking was cancelled.
 * @fires booking-error - Something did not succeed; `detail.code` says what.
 * @fires booking-no-slots - A month without times was shown.
 * @fires booking-timezone-changed - The visitor chose another time zone.
 * @csspart details - What is being booked.
 * @csspart calendar - The month.
 * @csspart timezone - The zone of the times.
 * @csspart alert - What went wrong.
 * @csspart empty - Said when a month has no times.
 * @cssproperty --booking-color-primary - Chosen day and time, main button.
 * @cssproperty --booking-color-on-primary - Text on the former.
 * @cssproperty --booking-color-surface - Ground.
 * @cssproperty --booking-color-text - Text.
 * @cssproperty --booking-color-muted - Less important text.
 * @cssproperty --booking-color-border - Lines.
 * @cssproperty --booking-color-danger - What went wrong or destroys something.
 * @cssproperty --booking-radius - Corner of a button.
 * @cssproperty --booking-font - Font family.
 * @cssproperty --booking-space - Unit of distance.
 * @cssproperty --booking-focus-ring - Colour of the focus ring.
 */
export class BookingWidget extends LitElement {
  static override styles = [baseStyles, controlStyles, themeStyles, widgetStyles, confirmationStyles];
  static override properties: PropertyDeclarations = {
    eventType: { attribute: "event-type" },
    apiBase: { attribute: "api-base" },
    theme: { reflect: true },
    lang: {},
    timeZone: { attribute: "time-zone" },
    lockTimeZone: { ...flag, attribute: "lock-time-zone" },
    hourCycle: { attribute: "hour-cycle" },
    weekStart: { attribute: "week-start" },
    month: {},
    date: {},
    duration: { type: Number },
    hideDetails: { ...flag, attribute: "hide-details" },
    rescheduleUid: { attribute: "reschedule-uid" },
    cancelUid: { attribute: "cancel-uid" },
    token: {},
    prefill: data,
    metadata: data,
    messages: data,
    client: data,
    chosenZone: { state: true },
    chosenDuration: { state: true },
    values: { state: true },
    announcement: { state: true },
    fileFailure: { state: true },
  };

  /** Slug of the event type; not needed to move or cancel a booking. */
  eventType = "";
  /** Where the API is mounted. */
  apiBase = "/api";
  /** `auto` follows the visitor's system. */
  theme: "light" | "dark" | "auto" = "auto";
  /** BCP 47; the page's when empty. */
  override lang = "";
  /** IANA; the visitor's when empty. */
  timeZone = "";
  /** The visitor may not choose another zone. */
  lockTimeZone = false;
  hourCycle: HourCycle = "auto";
  /** `monday` to `sunday`; the locale's when empty. */
  weekStart = "";
  /** Month to open with, `YYYY-MM`. */
  month = "";
  /** Day to open with, `YYYY-MM-DD`. */
  date = "";
  /** Minutes; the event type's first when null. */
  duration: number | null = null;
  hideDetails = false;
  /** The booking to move; with `token`. */
  rescheduleUid = "";
  /** The booking to cancel; with `token`. */
  cancelUid = "";
  /** The manage secret of that booking. */
  token = "";
  prefill: Prefill = {};
  /** Sent along with a booking. */
  metadata: Readonly<Record<string, string>> = {};
  /** Words of your own, one by one. */
  messages: Partial<Messages> = {};
  /** In place of a client of `api-base`. */
  client: ApiClient | null = null;

  private chosenZone = "";
  private chosenDuration: number | null = null;
  private values: FormValues = {};
  private announcement = "";
  private fileFailure: Failure | null = null;

  readonly #emit = createEmit(this);
  readonly #store = new BookingStore(this, this.#emit);
  #language!: Language;
  #shown: BookingState = this.#store.state;
  /** What was on screen before the update at hand, and whether the visitor was in it. */
  #before = { state: this.#shown, hadFocus: false };
  #refusals: { failure: Failure | null; values: FormValues } = { failure: null, values: {} };

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener("online", this.#onOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.removeEventListener("online", this.#onOnline);
  }

  /** Asks for the times again. */
  refresh(): void {
    this.#store.retry();
  }

  /** Begins from the beginning; what the visitor typed is forgotten. */
  reset(): void {
    this.values = prefilled(this.prefill);
    this.#start();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#before = { state: this.#shown, hadFocus: this.matches(":focus-within") };
    this.#follow(changed);
    this.#language = languageOf({
      lang: this.lang || this.closest<HTMLElement>("[lang]")?.lang || navigator.language,
      overrides: this.messages,
      timeZone: this.#zone,
      hourCycle: this.hourCycle,
    });
    this.#shown = this.#store.state;
  }

  protected override updated(): void {
    const { state, hadFocus } = this.#before;
    if (hadFocus) void this.#keepFocus(state, this.#shown);
    if (this.#shown.step === "unusable" && state.step !== "unusable") tellDeveloper(this.#shown.failure, this);
  }

  /** Whom it is about begins anew; how it is asked for asks again; where to look only looks. */
  #follow(changed: PropertyValues<this>): void {
    const has = (...names: (keyof BookingWidget)[]) => names.some((name) => changed.has(name));
    if (has("prefill")) this.values = { ...this.values, ...prefilled(this.prefill) };
    if (has("eventType", "apiBase", "client", "rescheduleUid", "cancelUid", "token")) this.#start();
    else if (has("timeZone", "duration")) {
      this.chosenZone = "";
      this.#store.requery({ timeZone: this.#zone, durationMinutes: this.duration });
    } else if (has("date") && isDayKey(this.date)) this.#store.showDay(this.date);
    else if (has("month") && isMonthKey(this.month)) this.#store.showMonth(this.month);
  }

  #start(): void {
    this.#store.start({
      client: this.client ?? createClient({ baseUrl: this.apiBase }),
      eventType: this.eventType,
      timeZone: this.#zone,
      durationMinutes: this.duration,
      month: isMonthKey(this.month) ? this.month : null,
      date: isDayKey(this.date) ? this.date : null,
      manage: this.#manage,
    });
  }

  get #manage(): Manage | null {
    const { rescheduleUid, cancelUid, token: secret } = this;
    if (cancelUid) return { action: "cancel", uid: cancelUid, secret };
    return rescheduleUid ? { action: "reschedule", uid: rescheduleUid, secret } : null;
  }

  get #zone(): string {
    const wanted = [this.chosenZone, this.timeZone, this.prefill.timeZone ?? ""];
    return wanted.find((zone) => zone !== "" && isTimeZone(zone)) ?? detectTimeZone();
  }

  protected override render(): TemplateResult {
    const { step } = this.#shown;
    const isBare = this.hideDetails || step === "unusable";
    const classes = ["card", step !== "choose" && "single", isBare && "bare"].filter(Boolean).join(" ");
    return html`
      <slot name="header"></slot>
      <div class=${classes} part="card" role="group" aria-label=${this.#language.messages.bookingPage}>
        ${isBare ? nothing : this.#renderDetails()} ${this.#renderStep(this.#shown)}
      </div>
      <slot name="footer"></slot>
      <div class="visually-hidden" role="status">${this.announcement}</div>
    `;
  }

  #renderDetails(): TemplateResult {
    const { moving, eventType } = this.#store;
    const state = this.#shown;
    const subject = this.#subject;
    const choose = (event: CustomEvent<number>) => this.#onDuration(event.detail);
    return html`
      <div class="details" part="details"><slot name="details">
        <booking-details exportparts="summary" .subject=${subject} .durationMinutes=${this.#durationMinutes(subject)}
          .choosable=${state.step === "choose" && this.duration === null && !moving}
          .chosen=${state.step === "details" && !isTaken(state) ? state.slot : null} .previous=${moving} .language=${this.#language} @duration-chosen=${choose}></booking-details>
      </slot></div>
      ${eventType?.description ? html`<p class="about muted">${eventType.description}</p>` : nothing}
    `;
  }

  /** A booking that was opened by its link speaks for itself. */
  get #subject(): Subject | null {
    const state = this.#shown;
    const booking = "booking" in state ? state.booking : this.#store.moving;
    return booking ? { ...booking, durationsMinutes: [minutesOf(booking)] } : this.#store.eventType;
  }

  #durationMinutes(subject: Subject | null): number {
    const { moving } = this.#store;
    if (moving) return minutesOf(moving);
    return this.chosenDuration ?? this.duration ?? subject?.durationsMinutes[0] ?? 0;
  }

  #renderStep(state: BookingState): TemplateResult {
    switch (state.step) {
      case "loading":
        return this.#renderWaiting();
      case "choose":
        return this.#renderChoose(state);
      case "details":
        return this.#renderForm(state);
      case "cancel":
        return this.#renderCancel(state);
      case "booking":
        return this.#renderBooking(state);
      case "unusable":
        return html`<div class="main centre">
          ${renderNotice(unusableNotice(state.failure, this.#manage !== null, this.#language, () => this.#store.retry()))}
        </div>`;
    }
  }

  #renderWaiting(): TemplateResult {
    const bars = [1, 2, 3].map(() => html`<span class="skeleton"></span>`);
    return html`<div class="main waiting" tabindex="-1" aria-busy="true">
      <p class="visually-hidden">${this.#language.messages.loading}</p>${bars}
    </div>`;
  }

  #renderChoose({ day, slot }: BookingState & { step: "choose" }): TemplateResult {
    const { availability, moving } = this.#store;
    const { messages } = this.#language;
    const month = availability.state;
    const days = month.kind === "ready" ? month.days : null;
    return html`
      <div class="main" part="calendar">
        <booking-calendar exportparts=${calendarParts} .month=${availability.month} .days=${days} .busy=${month.kind === "loading"}
          .selected=${day} .today=${availability.today} .lastDay=${availability.lastDay}
          .weekStart=${weekStartOf(this.weekStart, this.#language.formats.locale)} .language=${this.#language}
          @month-chosen=${this.#onMonth} @day-chosen=${this.#onDay} @day-refused=${this.#onDayRefused}></booking-calendar>
        <booking-time-zone exportparts="timezone" .timeZone=${this.#zone} .locked=${this.lockTimeZone}
          .at=${slot?.start ?? `${availability.month}-15T12:00:00Z`} .language=${this.#language}
          @zone-chosen=${this.#onZone}></booking-time-zone>
        ${moving ? html`<button type="button" class="quiet" part="back" @click=${() => this.#store.keep()}>${messages.keepTime}</button>` : nothing}
      </div>
      <div class="aside"><div class="times">
        ${
          this.#renderMonthNotice() ??
          html`<booking-slots exportparts=${slotsParts} .day=${day} .slots=${days && day ? (days[day] ?? []) : days && []} .selected=${slot} .language=${this.#language}
          @slot-chosen=${this.#onSlot} @slot-confirmed=${() => this.#store.continueToDetails()}>
          <slot name="empty" slot="empty">${day ? messages.noTimesOnDay(this.#language.formats.day(day)) : messages.chooseDay}</slot>
        </booking-slots>`
        }
      </div></div>
    `;
  }

  #renderMonthNotice(): TemplateResult | null {
    const { month, state } = this.#store.availability;
    const act = { retry: () => this.#store.retry(), jump: (day: DayKey) => this.#store.selectDay(day) };
    const notice = monthNotice(month, state, this.#language, act);
    return notice && renderNotice(notice);
  }

  #renderForm(state: BookingState & { step: "details" }): TemplateResult {
    const { messages } = this.#language;
    const isMove = this.#store.moving !== null;
    const fields = isMove ? reasonField(messages.moveReason) : detailsFields(messages);
    const { submission } = state;
    const failure = submission.kind === "failed" ? submission.failure : null;
    const isSending = submission.kind === "sending";
    const waiting = isMove ? messages.moving : messages.booking;
    return html`<div class="main">
      ${this.hideDetails ? html`<p class="chosen" part="summary">${this.#language.formats.date(state.slot.start)}, <bdi>${this.#language.formats.timeRange(state.slot)}</bdi></p>` : nothing}
      <booking-form exportparts=${formParts} .heading=${isMove ? messages.moveHeading : messages.yourDetails} .fields=${fields}
        .values=${this.values} .refusals=${this.#refusalsOf(failure, fields)} .blocked=${isSending || isTaken(state)}
        .backLabel=${messages.back} .language=${this.#language} @values-changed=${this.#onValues}
        @values-submitted=${this.#onDetails} @form-left=${() => this.#store.backToTimes()}>
        ${this.#renderFailure(failure, state.slot)}
        <slot name="submit-label" slot="submit-label">${isSending ? waiting : isMove ? messages.move : messages.book}</slot>
      </booking-form>
    </div>`;
  }

  #renderCancel({ booking, submission }: BookingState & { step: "cancel" }): TemplateResult {
    const { messages } = this.#language;
    const failure = submission.kind === "failed" ? submission.failure : null;
    const isSending = submission.kind === "sending";
    return html`<div class="main">
      <booking-form exportparts=${formParts} danger .heading=${messages.cancelHeading} .fields=${reasonField(messages.cancelReason)}
        .values=${this.values} .blocked=${isSending} .backLabel=${messages.keep} .language=${this.#language} @values-changed=${this.#onValues}
        @values-submitted=${() => this.#store.cancel(this.#reason)} @form-left=${() => this.#store.keep()}>
        <p><strong>${this.#language.formats.date(booking.start)}</strong>, <bdi>${this.#language.formats.timeRange(booking)}</bdi></p>
        ${this.#renderFailure(failure, booking)}
        <span slot="submit-label">${isSending ? messages.cancelling : messages.cancelConfirm}</span>
      </booking-form>
    </div>`;
  }

  /** What the form does not say itself beside a field. */
  #renderFailure(failure: Failure | null, slot: Span): TemplateResult | typeof nothing {
    if (!failure || Object.keys(this.#refusals.values).length > 0) return nothing;
    const act = {
      choose: (span: Span) => void this.#store.selectSlot(span),
      back: () => this.#store.backToTimes(),
    };
    return renderNotice(submitNotice(failure, slot, this.#language, act));
  }

  #renderBooking({ booking, outcome }: BookingState & { step: "booking" }): TemplateResult {
    const failure = this.fileFailure;
    const shown = {
      booking,
      outcome,
      isPast: Date.parse(booking.start) <= Date.now(),
      notice: failure && renderNotice({ text: this.#language.messages.failure(failure), isWrong: true }),
      saveFile: () => void this.#saveFile(booking),
      manage: this.#store.canManage(booking)
        ? { move: () => this.#store.startMove(), cancel: () => this.#store.startCancel() }
        : null,
    };
    return renderConfirmation(shown, this.#language);
  }

  #refusalsOf(failure: Failure | null, fields: readonly FormField[]): FormValues {
    if (failure !== this.#refusals.failure) this.#refusals = { failure, values: refusalsOf(failure, fields) };
    return this.#refusals.values;
  }

  get #reason(): string {
    return this.values.reason?.trim() ?? "";
  }

  #onMonth(event: CustomEvent<string>): void {
    this.#store.showMonth(event.detail);
  }

  async #onDay({ detail: { day, byKeyboard } }: CustomEvent<DayChosen>): Promise<void> {
    this.#store.selectDay(day);
    await this.updateComplete;
    await this.#part("booking-slots")?.updateComplete;
    if (byKeyboard || this.#isStacked) this.#part("booking-slots")?.focusOn("legend");
    else this.#announceDay(day);
  }

  #onDayRefused(event: CustomEvent<DayKey>): void {
    this.#announceDay(event.detail);
  }

  #announceDay(day: DayKey): void {
    const month = this.#store.availability.state;
    const count = month.kind === "ready" ? (month.days[day]?.length ?? 0) : 0;
    const { messages } = this.#language;
    const name = this.#language.formats.day(day);
    this.announcement = count > 0 ? messages.timesOnDay(name, count) : messages.noTimesOnDay(name);
  }

  #onSlot(event: CustomEvent<Span>): void {
    if (!this.#store.selectSlot(event.detail)) event.preventDefault();
  }

  #onZone(event: CustomEvent<string>): void {
    this.chosenZone = event.detail;
    this.#store.requery({ timeZone: event.detail });
    this.#emit("booking-timezone-changed", { timeZone: event.detail });
  }

  #onDuration(minutes: number): void {
    this.chosenDuration = minutes;
    this.#store.requery({ durationMinutes: minutes });
  }

  #onValues(event: CustomEvent<FormValues>): void {
    this.values = event.detail;
  }

  #onDetails(): void {
    if (this.#store.moving) void this.#store.move(this.#reason);
    else void this.#store.book(toDetails(this.values, this.#zone, this.metadata));
  }

  #onOnline = (): void => {
    const month = this.#store.availability.state;
    const state = this.#shown;
    const isWaiting = state.step === "choose" && month.kind === "failed" && month.failure.kind === "offline";
    if (isWaiting || (state.step === "unusable" && state.failure.kind === "offline")) this.#store.retry();
  };

  async #saveFile(booking: BookingView): Promise<void> {
    this.fileFailure = null;
    try {
      saveText(await this.#store.calendarFile(booking), "booking.ics", "text/calendar");
    } catch (error) {
      this.fileFailure = toFailure(error);
    }
  }

  /** Whether the times stand below the month. */
  get #isStacked(): boolean {
    const month = this.#part("booking-calendar")?.getBoundingClientRect();
    const times = this.#part("booking-slots")?.getBoundingClientRect();
    return month !== undefined && times !== undefined && times.top >= month.bottom;
  }

  #part(tag: string): BookingElement | null {
    return this.renderRoot.querySelector<BookingElement>(tag);
  }

  /** Whoever was in here stays in here: the focus goes where the next thing is to be read, or back to where it came from. */
  async #keepFocus(before: BookingState, now: BookingState): Promise<void> {
    const parts = [...this.renderRoot.querySelectorAll<BookingElement>(partTags)];
    await Promise.all(parts.map((part) => part.updateComplete));
    if (before.step !== now.step) this.#focusStep(before, now);
    else if (hasFailedSince(before, now)) this.#focus(".notice, .waiting");
    else if (this.matches(":focus-within")) return;
    else if (now.step === "details") this.#part("booking-form")?.focusOn("[type=submit]");
    else this.#focusStep(before, now);
  }

  #focusStep(before: BookingState, now: BookingState): void {
    const isBack = before.step === "details" && now.step === "choose" && now.slot !== null;
    if (isBack && this.#part("booking-slots")?.focusOn("[type=submit]")) return;
    if (now.step === "choose") this.#part("booking-calendar")?.focusOn(tabStop);
    else if (now.step === "loading" || now.step === "unusable") this.#focus(".notice, .waiting");
    else if (now.step === "booking") this.#focus("#heading");
    else this.#part("booking-form")?.focusOn("#heading");
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function prefilled({ timeZone: _, ...known }: Prefill): FormValues {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

function minutesOf({ start, end }: Span): number {
  return (Date.parse(end) - Date.parse(start)) / 60_000;
}

function isTaken({ submission }: BookingState & { step: "details" }): boolean {
  return submission.kind === "failed" && submission.failure.kind === "taken";
}

function hasFailedSince(before: BookingState, now: BookingState): boolean {
  const isFailed = "submission" in now && now.submission.kind === "failed";
  return isFailed && !("submission" in before && before.submission === now.submission);
}

declare global {
  interface HTMLElementTagNameMap {
    "booking-widget": BookingWidget;
  }
}
