import type { BookingView } from "@slotkit/client";
import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { confirmationStyles } from "./booking-confirmation.styles.ts";
import { BookingPart } from "./booking-part.ts";
import { calendarLinks } from "./calendar-links.ts";
import { icons } from "./icons.ts";
import { renderNotice } from "./notice.ts";
import { wordsOf } from "./notices.ts";
import { saveText } from "./save-text.ts";
import type { Outcome } from "./store/booking-state.ts";
import { BookingStore } from "./store/booking-store.ts";
import { type Failure, toFailure } from "./store/failure.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";

/**
 * A booking that stands, or no longer does, and what can be done with it.
 *
 * @element booking-confirmation
 * @slot success - In place of the line under the heading of a booking that was just made.
 * @csspart summary - What was agreed.
 * @csspart calendar-link - A way into the visitor's own calendar.
 * @csspart alert - What went wrong.
 */
export class BookingConfirmation extends BookingPart<BookingStore> {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, confirmationStyles];
  static override properties: PropertyDeclarations = { failure: { state: true } };

  /** Why the calendar file could not be had. */
  declare private failure: Failure | null;

  constructor() {
    super();
    this.failure = null;
  }

  protected override createStore(options: StoreOptions): BookingStore {
    return new BookingStore(options);
  }

  /** Takes the focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("#heading")?.focus(options);
  }

  protected override render(): TemplateResult {
    const { store, words, formats, failure } = this;
    const { state } = store;
    if (state.step !== "booking") return html``;
    const { booking, outcome } = state;
    const isStanding = booking.status !== "cancelled" && booking.status !== "rejected";
    const who = [booking.attendee.name, ...booking.hosts.map(({ name }) => name)].join(" · ");
    const hint = this.#hintOf(booking, outcome);
    return html`
      ${isStanding ? html`<span class="seal">${booking.status === "pending" ? icons.clock : icons.check}</span>` : nothing}
      <h3 id="heading" tabindex="-1">${this.#headingOf(booking, outcome)}</h3>
      <p class="muted">${outcome === "booked" ? html`<slot name="success">${hint}</slot>` : hint}</p>
      <dl part="summary" class=${isStanding ? nothing : "void"}>
        <dt>${words.when}</dt>
        <dd>
          <strong>${formats.date(booking.start)}</strong>
          <span><bdi>${formats.timeRange(booking)}</bdi></span>
          <span class="muted">${formats.zone(booking.start)}</span>
        </dd>
        ${booking.location ? html`<dt>${words.where}</dt><dd>${booking.location}</dd>` : nothing}
        <dt>${words.who}</dt>
        <dd>${who}</dd>
      </dl>
      ${failure ? renderNotice({ text: wordsOf(failure, this.language), isWrong: true }) : nothing}
      ${isStanding && !store.isPast(booking) ? this.#renderLinks(booking) : nothing}
      <div class="choices">${this.#renderActions(booking, outcome)}</div>
    `;
  }

  #renderLinks(booking: BookingView): TemplateResult {
    const links = calendarLinks(booking).map(
      ({ name, href }) =>
        html`<a class="button" part="calendar-link" href=${href} target="_blank" rel="noopener noreferrer">${name}</a>`,
    );
    return html`<h4 id="add">${this.words.addToCalendar}</h4>
      <div class="choices" role="group" aria-labelledby="add">
        ${links}<button type="button" part="calendar-link" @click=${() => void this.#save(booking)}>${this.words.calendarFile}</button>
      </div>`;
  }

  #renderActions(booking: BookingView, outcome: Outcome): unknown {
    const { store, words } = this;
    const action = (label: string, run: () => void) =>
      html`<button type="button" class="quiet" @click=${run}>${label}</button>`;
    const canBook = outcome !== "found" && store.config.eventType;
    return [
      store.canManage(booking) && [
        action(words.reschedule, () => store.startMove()),
        action(words.cancel, () => store.startCancel()),
      ],
      canBook && action(words.bookAnother, () => store.bookAnother()),
    ].filter(Boolean);
  }

  #headingOf({ status }: BookingView, outcome: Outcome): string {
    const { words } = this;
    if (status === "cancelled") return words.cancelled;
    if (outcome === "moved") return words.moved;
    if (outcome === "booked") return status === "pending" ? words.requested : words.booked;
    return words.yourBooking;
  }

  #hintOf(booking: BookingView, outcome: Outcome): string {
    const { words } = this;
    if (booking.status === "rejected") return words.rejected;
    if (booking.status === "cancelled") return outcome === "cancelled" ? words.cancelledHint : "";
    if (this.store.isPast(booking)) return words.past;
    if (booking.status === "pending") return words.requestedHint;
    return outcome === "found" || booking.sync.mail === "off" ? "" : words.mailSent(booking.attendee.email);
  }

  async #save(booking: BookingView): Promise<void> {
    this.failure = null;
    try {
      saveText(await this.store.calendarFile(booking), "booking.ics", "text/calendar");
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
