import { html, nothing, type TemplateResult } from "lit";
import { detailsStyles } from "./booking-details.styles.ts";
import { BookingPart } from "./booking-part.ts";
import { icons } from "./icons.ts";
import { BookingStore } from "./store/booking-store.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { minutesOf, type Span } from "./time/formats.ts";

/**
 * What is being booked, in sight from the first step to the last; once a time is chosen, that too.
 *
 * @element booking-details
 * @csspart summary - The chosen time.
 * @csspart duration - One of several durations; also `duration-selected`.
 * @csspart description - What the event type is about.
 */
export class BookingDetails extends BookingPart<BookingStore> {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, detailsStyles];

  protected override createStore(options: StoreOptions): BookingStore {
    return new BookingStore(options);
  }

  protected override render(): TemplateResult {
    const { store, words } = this;
    const { state, movingBooking, eventType } = store;
    // A booking that was opened by its link speaks for itself.
    const booking = "booking" in state ? state.booking : movingBooking;
    const subject = booking ?? eventType;
    if (!subject)
      return html`<span class="skeleton"></span><span class="skeleton wide"></span><span class="skeleton"></span>`;
    const isChoosing = state.step === "choose" && !movingBooking && store.durations.length > 1;
    const isChosen = state.step === "details" && !store.takenFailure;
    const minutes = booking ? minutesOf(booking) : store.durationMinutes;
    return html`
      <p class="muted">${subject.hosts.map(({ name }) => name).join(", ")}</p>
      <h2>${subject.title}</h2>
      <ul>
        <li>${icons.clock}${isChoosing ? this.#renderDurations() : this.formats.duration(minutes)}</li>
        ${subject.location ? html`<li>${icons.place}<span>${subject.location}</span></li>` : nothing}
      </ul>
      ${movingBooking ? this.#renderTime(movingBooking, words.currentTime, "old") : nothing}
      ${isChosen && store.slot ? this.#renderTime(store.slot, movingBooking ? words.newTime : "", "") : nothing}
      ${eventType?.description ? html`<p class="about muted" part="description">${eventType.description}</p>` : nothing}
    `;
  }

  #renderDurations(): TemplateResult {
    const { store } = this;
    const options = store.durations.map((minutes) => {
      const isSelected = minutes === store.durationMinutes;
      return html`<label class="chip" part=${isSelected ? "duration duration-selected" : "duration"}>
        <input type="radio" name="duration" .checked=${isSelected} @change=${() => store.selectDuration(minutes)} />${this.formats.duration(minutes)}
      </label>`;
    });
    return html`<div class="choices" role="radiogroup" aria-label=${this.words.duration}>${options}</div>`;
  }

  #renderTime(time: Span, title: string, classes: string): TemplateResult {
    const { formats } = this;
    return html`<div class="time ${classes}" part=${classes ? nothing : "summary"}>
      ${icons.calendar}
      <p>
        ${title ? html`<span class="muted">${title}</span>` : nothing}
        <strong>${formats.date(time.start)}</strong>
        <span><bdi>${formats.timeRange(time)}</bdi></span>
        <small class="muted">${formats.zone(time.start)}</small>
      </p>
    </div>`;
  }
}
