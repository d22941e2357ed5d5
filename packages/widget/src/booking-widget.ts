import { type ApiClient, type BookingView, createClient } from "@slotkit/client";
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclaration,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { type DayChosen, tabStop } from "./booking-calendar.ts";
import { type BookingElement, data } from "./booking-element.ts";
import type { FormValues } from "./booking-form.ts";
import { widgetStyles } from "./booking-widget.styles.ts";
import { confirmationStyles } from "./confirmation.styles.ts";
import { renderConfirmation } from "./confirmation.ts";
import { detailsStyles } from "./details.styles.ts";
import { renderDetails } from "./details.ts";
import { createEmit } from "./events.ts";
import { formText, type Prefill, toDetails } from "./forms.ts";
import { inRegion, type Language, languageOf, tongueOf } from "./messages/language.ts";
import { loadMessages } from "./messages/load-messages.ts";
import type { Messages } from "./messages/messages.ts";
import { renderNotice } from "./notice.ts";
import { monthNotice, submitNotice, unusableNotice, wordsOf } from "./notices.ts";
import { saveText } from "./save-text.ts";
import { slotsStyles } from "./slots.styles.ts";
import { renderSlots } from "./slots.ts";
import type { BookingState } from "./store/booking-state.ts";
import { BookingStore, type Manage } from "./store/booking-store.ts";
import { type Failure, toFailure } from "./store/failure.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { tellDeveloper } from "./tell-developer.ts";
import { isDayKey, isMonthKey } from "./time/calendar-date.ts";
import { type HourCycle, minutesOf, type Span } from "./time/formats.ts";
import { detectTimeZone, isTimeZone } from "./time/time-zone.ts";
import { weekStartOf } from "./time/week-start.ts";
import { renderTimeZone } from "./time-zone-field.ts";

/** Properties by the names of their attributes: `event-type` for `eventType`. */
function attributes(names: string, declaration: PropertyDeclaration): PropertyDeclarations {
  const camel = (name: string) => name.replace(/-./g, (pair) => pair.charAt(1).toUpperCase());
  return Object.fromEntries(names.split(" ").map((name) => [camel(name), { attribute: name, ...declaration }]));
}

/** In markup `hide-details="false"` means what it says. */
const flag = { type: Boolean, converter: (value: string | null) => value !== null && value !== "false" };

/** The words that have arrived, by language; undefined for a language that has none here. English is built in. */
const known = new Map<string, Messages | undefined>([["en", undefined]]);

/** One and the same, so that a form does not take it for news. */
const none: readonly [] = [];

const calendarParts = "month-title, nav-button, weekday, day, day-available, day-selected, day-today";
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
 * @csspart slot-list - The times.
 * @csspart slot - One time; also `slot-selected`.
 * @csspart submit - A button that goes on.
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
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [baseStyles, themeStyles, widgetStyles, detailsStyles, slotsStyles, confirmationStyles];
  static override properties: PropertyDeclarations = {
    ...attributes("event-type api-base time-zone hour-cycle week-start reschedule-uid cancel-uid", {}),
    ...attributes("lang dir month date token", {}),
    ...attributes("lock-time-zone hide-details", flag),
    duration: { type: Number },
    theme: { reflect: true },
    ...attributes("prefill metadata messages client", data),
    ...attributes("chosen-zone chosen-duration values announcement file-failure is-zone-list-open", { state: true }),
  };

  /** Slug of the event type; not needed to move or cancel a booking. */
  eventType = "";
  /** Where the API is mounted. */
  apiBase = "/api";
  /** `auto` follows the visitor's system. */
  theme: "light" | "dark" | "auto" = "auto";
  /** BCP 47; the page's when empty. */
  override lang = "";
  /** `ltr` or `rtl`; the language's when empty. */
  override dir = "";
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
  private isZoneListOpen = false;

  readonly #emit = createEmit(this);
  readonly #store = new BookingStore(this, this.#emit);
  #language!: Language;
  /** The words of another language are on their way, and none have been shown before. */
  #isSpeechless = true;
  #shown: BookingState = this.#store.state;
  /** What was on screen before the update at hand, and whether the visitor was in it. */
  #before = { state: this.#shown, hadFocus: false };

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
    const lang =
      this.lang || inRegion(this.closest<HTMLElement>("[lang]")?.lang || navigator.language, navigator.languages);
    const tongue = tongueOf(lang);
    if (!known.has(tongue)) void this.#learn(tongue);
    this.#isSpeechless &&= !known.has(tongue);
    this.#language = languageOf({
      lang,
      words: known.get(tongue),
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

  /** Fetches the words of a language. Where there are none, or they do not come, it stays with English. */
  async #learn(tongue: string): Promise<void> {
    const words = await Promise.resolve(loadMessages(tongue)).catch(() => null);
    known.set(tongue, words ?? undefined);
    this.requestUpdate();
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
    // Nothing is said in English that will be said in another language in a moment.
    const shown: BookingState = this.#isSpeechless && this.#shown.step !== "choose" ? { step: "loading" } : this.#shown;
    const { step } = shown;
    const isBare = this.hideDetails || step === "unusable";
    const classes = ["card", step !== "choose" && "single", isBare && "bare"].filter(Boolean).join(" ");
    return html`
      <slot name="header"></slot>
      <div class=${classes} part="card" lang=${this.#language.formats.locale} dir=${this.dir || this.#language.direction}>
        ${isBare ? nothing : this.#renderDetails()} ${this.#renderStep(shown)}
      </div>
      <slot name="footer"></slot>
      <div class="visually-hidden" role="status">${this.announcement}</div>
    `;
  }

  #renderDetails(): TemplateResult {
    const { moving, eventType } = this.#store;
    const state = this.#shown;
    // A booking that was opened by its link speaks for itself.
    const booking = "booking" in state ? state.booking : moving;
    const durations = eventType?.durationsMinutes ?? [];
    const details = renderDetails(
      {
        subject: this.#isSpeechless ? null : (booking ?? eventType),
        minutes: booking ? minutesOf(booking) : (this.chosenDuration ?? this.duration ?? durations[0] ?? 0),
        choices: state.step === "choose" && this.duration === null && !moving ? durations : [],
        choose: (minutes) => {
          this.chosenDuration = minutes;
          this.#store.requery({ durationMinutes: minutes });
        },
        previous: moving,
        chosen: state.step === "details" && state.failure?.kind !== "taken" ? state.slot : null,
      },
      this.#language,
    );
    return html`
      <div class="summary" part="details"><slot name="details">${details}</slot></div>
      ${eventType?.description && !this.#isSpeechless ? html`<p class="about muted">${eventType.description}</p>` : nothing}
    `;
  }

  #renderStep(state: BookingState): TemplateResult {
    switch (state.step) {
      case "loading":
        return html`<div class="main waiting" tabindex="-1" aria-busy="true"><span class="skeleton"></span></div>`;
      case "choose":
        return this.#renderChoose(state);
      case "details":
      case "cancel":
        return this.#renderForm(state);
      case "booking":
        return this.#renderBooking(state);
      case "unusable":
        return html`<div class="main centre">
          ${renderNotice(unusableNotice(state.failure, this.#manage !== null, this.#store, this.#language))}
        </div>`;
    }
  }

  #renderChoose({ day, slot }: BookingState & { step: "choose" }): TemplateResult {
    const { availability, moving } = this.#store;
    const { messages } = this.#language;
    const month = this.#isSpeechless ? ({ kind: "loading" } as const) : availability.state;
    const days = month.kind === "ready" ? month.days : null;
    const notice = this.#isSpeechless ? null : monthNotice(this.#store, this.#language);
    const zoneField = {
      at: slot?.start ?? `${availability.month}-15T12:00:00Z`,
      isLocked: this.lockTimeZone,
      isOpen: this.isZoneListOpen,
      open: () => {
        this.isZoneListOpen = true;
      },
      choose: (timeZone: string) => this.#onZone(timeZone),
    };
    return html`
      <div class="main" part="calendar">
        <booking-calendar exportparts=${calendarParts} .month=${availability.month} .days=${days} .busy=${month.kind === "loading"}
          .selected=${day} .today=${availability.today} .lastDay=${availability.lastDay}
          .weekStart=${weekStartOf(this.weekStart, this.#language.formats.locale)} .language=${this.#language}
          @month-chosen=${this.#onMonth} @day-chosen=${this.#onDay}></booking-calendar>
        ${renderTimeZone(zoneField, this.#language)}
        ${moving ? html`<button type="button" class="quiet" part="back" @click=${() => this.#store.keep()}>${messages.keepTime}</button>` : nothing}
      </div>
      <div class="aside"><div class="pane">
        ${notice ? renderNotice(notice) : renderSlots({ day, slots: days && ((day && days[day]) || []), selected: slot }, this.#store, this.#language)}
      </div></div>
    `;
  }

  #renderForm(state: BookingState & { step: "details" | "cancel" }): TemplateResult {
    const { isSending, failure } = state;
    const isCancel = state.step === "cancel";
    const time = isCancel ? state.booking : state.slot;
    const text = formText(isCancel ? "cancel" : this.#store.moving ? "move" : "book", this.#language.messages);
    return html`<div class="main">
      <booking-form exportparts=${formParts} .heading=${text.heading} .fields=${text.fields} .values=${this.values} .refused=${failure?.fields ?? none}
        .blocked=${isSending || failure?.kind === "taken"} .danger=${isCancel} .backLabel=${text.back} .language=${this.#language}
        @values-changed=${this.#onValues} @values-submitted=${this.#onSubmit} @form-left=${this.#onLeave}>
        ${isCancel || this.hideDetails ? this.#renderTime(time) : nothing}
        ${failure && !failure.fields.length ? renderNotice(submitNotice(failure, this.#store, this.#language)) : nothing}
        <slot name="submit-label" slot="submit-label">${isSending ? this.#language.messages.sending : text.submit}</slot>
      </booking-form>
    </div>`;
  }

  #renderTime(time: Span): TemplateResult {
    const { formats } = this.#language;
    return html`<p part="summary"><strong>${formats.date(time.start)}</strong>, <bdi>${formats.timeRange(time)}</bdi></p>`;
  }

  #renderBooking({ booking, outcome }: BookingState & { step: "booking" }): TemplateResult {
    const failure = this.fileFailure;
    const shown = {
      booking,
      outcome,
      notice: failure && renderNotice({ text: wordsOf(failure, this.#language.messages), isWrong: true }),
      saveFile: () => void this.#saveFile(booking),
    };
    return renderConfirmation(shown, this.#store, this.#language);
  }

  #onMonth(event: CustomEvent<string>): void {
    this.#store.showMonth(event.detail);
  }

  async #onDay({ detail }: CustomEvent<DayChosen>): Promise<void> {
    this.announcement = detail.name;
    if (!detail.isFree) return;
    this.#store.selectDay(detail.day);
    await this.updateComplete;
    if (detail.byKeyboard || this.#isStacked) this.#focus(".times legend");
  }

  #onZone(timeZone: string): void {
    this.chosenZone = timeZone;
    this.#store.requery({ timeZone });
    this.#emit("booking-timezone-changed", { timeZone });
  }

  #onValues(event: CustomEvent<FormValues>): void {
    this.values = event.detail;
  }

  #onSubmit(): void {
    const reason = this.values.reason?.trim() ?? "";
    if (this.#shown.step === "cancel") void this.#store.cancel(reason);
    else if (this.#store.moving) void this.#store.move(reason);
    else void this.#store.book(toDetails(this.values, this.#zone, this.metadata));
  }

  #onLeave(): void {
    if (this.#shown.step === "cancel") this.#store.keep();
    else this.#store.backToTimes();
  }

  #onOnline = (): void => this.#store.retryIfOffline();

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
    const [month, times] = [...this.renderRoot.querySelectorAll(".main, .aside")].map((one) =>
      one.getBoundingClientRect(),
    );
    return month !== undefined && times !== undefined && times.top >= month.bottom;
  }

  /** Whoever was in here stays in here: the focus goes where the next thing is to be read, or back to where it came from. */
  async #keepFocus(before: BookingState, now: BookingState): Promise<void> {
    const isNew = before.step !== now.step;
    const hasFailed = failureOf(now) !== null && failureOf(before) === null;
    await Promise.all(this.#parts.map((part) => part.updateComplete));
    if (!isNew && !hasFailed && this.matches(":focus-within")) return;
    const isBack = before.step === "details" && now.step === "choose" && now.slot !== null;
    // What is wrong with single answers the form says itself.
    if (hasFailed) this.#focus(".notice");
    else if (isBack && this.#focus(".times [type=submit]")) return;
    else if (now.step === "choose") this.#focus(tabStop);
    else if (isNew) this.#focus("#heading, .notice, .waiting");
    else this.#focus("[type=submit]");
  }

  get #parts(): BookingElement[] {
    return [...this.renderRoot.querySelectorAll<BookingElement>("booking-calendar, booking-form")];
  }

  /** False when there is no such thing, here or in a part. */
  #focus(selector: string): boolean {
    const roots = [this.renderRoot, ...this.#parts.map((part) => part.renderRoot)];
    const [target] = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
    target?.focus();
    return target !== undefined;
  }
}

function prefilled({ timeZone: _, ...known }: Prefill): FormValues {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

function failureOf(state: BookingState): Failure | null {
  return "isSending" in state ? state.failure : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "booking-widget": BookingWidget;
  }
}
