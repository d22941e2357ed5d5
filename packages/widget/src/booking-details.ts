import type { EventTypeView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { detailsStyles } from "./booking-details.styles.ts";
import { BookingElement, data } from "./booking-element.ts";
import { icons } from "./icons.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { controlStyles } from "./styles/control.styles.ts";
import type { Span } from "./time/formats.ts";

/** What there is to say about an event type, or about a booking of it. */
export type Subject = Pick<EventTypeView, "title" | "location" | "hosts" | "durationsMinutes">;

/**
 * What is being booked, in sight from the first step to the last; once a time is chosen, that too.
 *
 * Tells its parent `duration-chosen` (minutes).
 *
 * @csspart summary - The chosen time.
 */
export class BookingDetails extends BookingElement {
  static override styles = [baseStyles, controlStyles, detailsStyles];
  static override properties = {
    subject: data,
    durationMinutes: { type: Number },
    choosable: { type: Boolean },
    chosen: data,
    previous: data,
  };

  /** Null while it is unknown. */
  subject: Subject | null = null;
  durationMinutes = 0;
  /** Whether the visitor may choose among the durations. */
  choosable = false;
  chosen: Span | null = null;
  /** The time that a booking is moved away from. */
  previous: Span | null = null;

  protected override render(): TemplateResult {
    const { subject } = this;
    if (!subject) return renderSkeleton();
    const hosts = subject.hosts.map(({ name }) => name).join(", ");
    return html`
      ${hosts ? html`<p class="hosts muted">${hosts}</p>` : nothing}
      <h2>${subject.title}</h2>
      <ul>
        <li>${icons.clock}${this.#renderDuration(subject)}</li>
        ${subject.location ? html`<li>${icons.place}<span>${subject.location}</span></li>` : nothing}
      </ul>
      ${this.previous ? this.#renderTime(this.previous, this.messages.currentTime, "previous") : nothing}
      ${this.chosen ? this.#renderTime(this.chosen, this.previous ? this.messages.newTime : "", "chosen") : nothing}
    `;
  }

  #renderDuration({ durationsMinutes }: Subject): TemplateResult {
    const { messages } = this;
    if (!this.choosable || durationsMinutes.length < 2)
      return html`<span>${messages.minutes(this.durationMinutes)}</span>`;
    return html`<fieldset>
      <legend class="visually-hidden">${messages.duration}</legend>
      ${durationsMinutes.map(
        (minutes) => html`<label>
          <input type="radio" name="duration" .checked=${minutes === this.durationMinutes} @change=${() => this.tell("duration-chosen", minutes)} />
          ${messages.minutes(minutes)}
        </label>`,
      )}
    </fieldset>`;
  }

  #renderTime(time: Span, title: string, kind: "previous" | "chosen"): TemplateResult {
    const { formats } = this;
    return html`<div class="time ${kind}" part=${kind === "chosen" ? "summary" : nothing}>
      ${icons.calendar}
      <p>
        ${title ? html`<span class="muted">${title}</span>` : nothing}
        <strong>${formats.date(time.start)}</strong>
        <bdi>${formats.timeRange(time)}</bdi>
        <span class="muted zone">${formats.zone(Date.parse(time.start))}</span>
      </p>
    </div>`;
  }
}

function renderSkeleton(): TemplateResult {
  return html`<span class="skeleton line"></span><span class="skeleton heading"></span><span class="skeleton line"></span>`;
}
