import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { BookingCalendar } from "./booking-calendar.ts";
import type { BookingConfirmation } from "./booking-confirmation.ts";
import type { BookingForm } from "./booking-form.ts";
import { BookingPart, declare } from "./booking-part.ts";
import type { BookingPopup } from "./booking-popup.ts";
import type { BookingSlots } from "./booking-slots.ts";
import { widgetStyles } from "./booking-widget.styles.ts";
import { icons } from "./icons.ts";
import { renderNotice } from "./notice.ts";
import { failureNotice } from "./notices.ts";
import { onDemand } from "./on-demand.ts";
import type { BookingState } from "./store/booking-state.ts";
import { BookingStore } from "./store/booking-store.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { tellDeveloper } from "./tell-developer.ts";

const calendarParts = "month-title, nav-button, weekday, day, day-available, day-selected, day-today";
const slotsParts = "slot-list, slot, slot-selected, hours, hour-cycle, submit, empty, alert";
const zoneParts = "timezone, timezone-list, timezone-option";
const detailsParts = "summary, duration, duration-selected, description";
const formParts = "form, hold, field, label, input, error, alert, submit, back";
const confirmationParts = "summary, calendar-link, alert";
const popupParts = "dialog, open-button, close-button";

/**
 * Books a meeting, moves one, or cancels one. It asks one API and nobody else, keeps nothing in the browser, and works
 * under a content security policy without inline styles.
 *
 * @element booking-widget
 * @slot header - Above the card.
 * @slot details - In place of the event type's summary.
 * @slot empty - When a day or month has no times.
 * @slot success - In place of the line under the heading of a finished booking.
 * @slot submit-label - Words of the button that books.
 * @slot button-label - Words of the floating button.
 * @slot footer - Below the card.
 * @fires booking-ready - The event type and its first times are there.
 * @fires booking-date-selected - The visitor chose a day.
 * @fires booking-slot-selected - The visitor chose a time; cancelable.
 * @fires booking-slot-reserved - The chosen time is held while the form is filled in.
 * @fires booking-submit - A booking, a move or a cancellation is about to be sent; cancelable.
 * @fires booking-success - A booking was made.
 * @fires booking-rescheduled - A booking was moved.
 * @fires booking-cancelled - A booking was cancelled.
 * @fires booking-error - Something did not succeed; `detail.code` says what.
 * @fires booking-no-slots - A month without times was shown.
 * @fires booking-timezone-changed - The visitor chose another time zone.
 * @fires booking-close - The popup was closed.
 * @csspart card - The whole of it.
 * @csspart details - What is being booked.
 * @csspart calendar - The month.
 * @csspart dialog - The popup.
 * @csspart open-button - The floating button.
 * @csspart close-button - Closes the popup.
 * @csspart month-title - Name of the month.
 * @csspart nav-button - To the previous and the next month.
 * @csspart weekday - Name of a weekday.
 * @csspart day - A day; also `day-available`, `day-selected` and `day-today`.
 * @csspart timezone - The zone of the times.
 * @csspart timezone-list - The zones to choose from.
 * @csspart timezone-option - One of them.
 * @csspart slot-list - The times.
 * @csspart slot - One time; also `slot-selected`.
 * @csspart hours - The opening hours of the day.
 * @csspart hour-cycle - The choice of a clock.
 * @csspart summary - The chosen or the agreed time.
 * @csspart duration - One of several durations; also `duration-selected`.
 * @csspart description - What the event type is about.
 * @csspart form - The form.
 * @csspart hold - For how long the time is held.
 * @csspart field - A question with its answer.
 * @csspart label - A question.
 * @csspart input - An answer.
 * @csspart error - What is wrong with an answer.
 * @csspart alert - What is wrong, or what went wrong.
 * @csspart empty - Said when there are no times.
 * @csspart submit - A button that goes on.
 * @csspart back - A button that goes back.
 * @csspart calendar-link - A way into the visitor's own calendar.
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
export class BookingWidget extends BookingPart<BookingStore> {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, widgetStyles];
  static override properties: PropertyDeclarations = {
    ...declare({ dir: "", layout: "", mode: "", buttonPosition: "", hideDetails: false }),
    theme: { reflect: true },
    hasZones: { state: true },
  };

  /**
   * `light`, `dark`, or `auto`: the visitor's system.
   * @attr theme
   */
  declare theme: "light" | "dark" | "auto";
  /**
   * `ltr` or `rtl`; the language's when empty.
   * @attr dir
   */
  declare dir: string;
  /**
   * `month` uses the room there is; `column` stays narrow.
   * @attr layout
   */
  declare layout: "month" | "column";
  /**
   * `inline` in the page, `popup` when `open()` is called, or `floating`: a popup with a button of its own.
   * @attr mode
   */
  declare mode: "inline" | "popup" | "floating";
  /**
   * Corner of the floating button.
   * @attr button-position
   */
  declare buttonPosition: "bottom-end" | "bottom-start" | "top-end" | "top-start";
  /**
   * Shows the calendar alone.
   * @attr hide-details
   */
  declare hideDetails: boolean;

  /** The list of zones has been asked for. */
  declare private hasZones: boolean;
  /** What is handed on to the parts may come later than the element. */
  #children: MutationObserver | null = null;
  #shown: BookingState | null = null;
  /** What was on screen before the update at hand, and whether the visitor was in it. */
  #before: { state: BookingState | null; hadFocus: boolean } = { state: null, hadFocus: false };

  constructor() {
    super();
    Object.assign(this, {
      theme: "auto",
      dir: "",
      layout: "month",
      mode: "inline",
      buttonPosition: "bottom-end",
      hideDetails: false,
      hasZones: false,
    });
  }

  protected override createStore(options: StoreOptions): BookingStore {
    return new BookingStore(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children ??= new MutationObserver(() => this.requestUpdate());
    this.#children.observe(this, { childList: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
  }

  /** Asks for the times again. */
  refresh(): void {
    this.store.retry();
  }

  /** Begins from the beginning; what the visitor typed is forgotten. */
  reset(): void {
    this.store.reset();
  }

  /** Asks for the times of a popup before it is opened. */
  async prefetch(): Promise<void> {
    await this.updateComplete;
    this.store.wake();
  }

  /** Opens the popup. Closed again, the focus goes back to where it was. */
  async open(): Promise<void> {
    await onDemand.popup();
    await this.updateComplete;
    await this.#popup?.updateComplete;
    this.#popup?.open();
  }

  /** Closes the popup. */
  close(): void {
    this.#popup?.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.onDemand = this.mode === "popup" || this.mode === "floating";
    if (this.mode === "floating") void onDemand.popup();
    super.willUpdate(changed);
    const { state } = this.store;
    this.#before = { state: this.#shown, hadFocus: this.hasUpdated && this.matches(":focus-within") };
    this.#shown = state;
  }

  protected override updated(): void {
    const { state, hadFocus } = this.#before;
    const now = this.store.state;
    if (hadFocus && state) void this.#keepFocus(state, now);
    if (now.step === "unusable" && state?.step !== "unusable") tellDeveloper(now.failure, this);
  }

  protected override render(): TemplateResult {
    if (!this.onDemand) return this.#renderCard();
    const floating = this.mode === "floating" ? this.buttonPosition : "";
    return html`<booking-popup exportparts=${popupParts} .store=${this.store} .floating=${floating}>
      ${this.#forward("button-label")}
      ${this.#renderCard()}
    </booking-popup>`;
  }

  #renderCard(): TemplateResult {
    const { store } = this;
    const { step } = store.state;
    const { formats, direction } = this.language;
    const isBare = this.hideDetails || step === "unusable";
    const classes = ["card", step !== "choose" && "single", isBare && "bare"];
    return html`
      <slot name="header"></slot>
      <div class=${this.layout === "column" ? "frame column" : "frame"}>
        <div class=${classes.filter(Boolean).join(" ")} part="card" lang=${formats.locale} dir=${this.dir || direction}>
          ${
            isBare
              ? nothing
              : html`<div class="summary" part="details"><slot name="details"><booking-details exportparts=${detailsParts} .store=${store}></booking-details></slot></div>`
          }
          ${this.#renderStep(store.state)}
        </div>
      </div>
      <slot name="footer"></slot>
      <div class="visually-hidden" role="status">${store.announcement}</div>
    `;
  }

  #renderStep(state: BookingState): TemplateResult {
    const { store, words } = this;
    switch (state.step) {
      case "loading":
        return html`<div class="main waiting" tabindex="-1" aria-busy="true"><span class="skeleton"></span></div>`;
      case "choose":
        return html`
          <div class="main" part="calendar">
            <booking-calendar exportparts=${calendarParts} .store=${store} @day-chosen=${this.#onDay}></booking-calendar>
            ${this.#renderTimeZone()}
            ${store.movingBooking ? html`<button type="button" class="quiet" part="back" @click=${() => store.keep()}>${words.keepTime}</button>` : nothing}
          </div>
          <div class="aside"><div class="pane">
            <booking-slots exportparts=${slotsParts} .store=${store}>${this.#forward("empty")}</booking-slots>
          </div></div>
        `;
      case "details":
      case "cancel":
        return html`<div class="main">
          <booking-form exportparts=${formParts} .store=${store}>
            ${state.step === "cancel" || this.hideDetails ? this.#renderTime(state) : nothing}
            ${this.#forward("submit-label")}
          </booking-form>
        </div>`;
      case "booking":
        return html`<div class="main">
          <booking-confirmation exportparts=${confirmationParts} .store=${store}>${this.#forward("success")}</booking-confirmation>
        </div>`;
      case "unusable":
        return html`<div class="main centre">${renderNotice(failureNotice(state.failure, store))}</div>`;
    }
  }

  /** The zone in words; the list of all zones comes when somebody reaches for it. */
  #renderTimeZone(): TemplateResult {
    const { store, words } = this;
    const name = store.timeZoneName;
    if (this.hasZones) return html`<booking-time-zone exportparts=${zoneParts} .store=${store}></booking-time-zone>`;
    return html`<div class="zone" part="timezone">${icons.globe}${
      store.config.lockTimeZone
        ? name
        : html`<button type="button" class="quiet" aria-label="${words.timeZone}: ${name}" @pointerenter=${onDemand.timeZone} @click=${() => void this.#openZones()}>${name}</button>`
    }</div>`;
  }

  /** What the page says in place of a part's own words. An empty slot that is handed on would hide them. */
  #forward(name: string): TemplateResult | typeof nothing {
    return this.querySelector(`:scope > [slot="${name}"]`) ? html`<slot name=${name} slot=${name}></slot>` : nothing;
  }

  #renderTime(state: BookingState): TemplateResult | typeof nothing {
    const { formats } = this;
    const time = "booking" in state ? state.booking : this.store.slot;
    return time
      ? html`<p part="summary"><strong>${formats.date(time.start)}</strong>, <bdi>${formats.timeRange(time)}</bdi></p>`
      : nothing;
  }

  get #popup(): BookingPopup | null {
    return this.#part<BookingPopup>("booking-popup");
  }

  async #openZones(): Promise<void> {
    await onDemand.timeZone();
    this.hasZones = true;
    await this.updateComplete;
    const zones = this.#part<BookingPart>("booking-time-zone");
    await zones?.updateComplete;
    zones?.focus();
  }

  async #onDay(event: CustomEvent<boolean>): Promise<void> {
    await this.#settled();
    if (event.detail || this.#isStacked) this.#part<BookingSlots>("booking-slots")?.focus();
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
    await this.#settled();
    if (!isNew && !hasFailed && this.matches(":focus-within")) return;
    const form = this.#part<BookingForm>("booking-form");
    const isBack = before.step === "details" && now.step === "choose" && this.store.slot !== null;
    // What is wrong with single answers the form says itself.
    if (hasFailed) form?.focusFailure();
    else if (isBack) this.#part<BookingSlots>("booking-slots")?.focusSubmit();
    else if (now.step === "choose") this.#part<BookingCalendar>("booking-calendar")?.focus();
    else if (isNew) (form ?? this.#part<BookingConfirmation>("booking-confirmation, .notice, .waiting"))?.focus();
    else form?.focusSubmit();
  }

  /** Waits until every part shows what the store knows. */
  async #settled(): Promise<void> {
    await this.updateComplete;
    const parts = this.renderRoot.querySelectorAll<BookingPart>(
      "booking-calendar, booking-slots, booking-form, booking-confirmation",
    );
    await Promise.all([...parts].map((part) => part.updateComplete));
  }

  #part<Part extends HTMLElement>(selector: string): Part | null {
    return this.renderRoot.querySelector<Part>(selector);
  }
}

function failureOf(state: BookingState) {
  return "isSending" in state ? state.failure : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "booking-widget": BookingWidget;
  }
}
