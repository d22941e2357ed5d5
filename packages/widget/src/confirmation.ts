import type { BookingView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { googleCalendarLink } from "./google-calendar-link.ts";
import { icons } from "./icons.ts";
import type { Language } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import type { Outcome } from "./store/booking-state.ts";
import type { BookingStore } from "./store/booking-store.ts";

export interface Confirmation {
  booking: BookingView;
  outcome: Outcome;
  /** What there is to say above the actions. */
  notice: unknown;
  saveFile: () => void;
}

/** A booking that stands, or no longer does, and what can be done with it. */
export function renderConfirmation(
  shown: Confirmation,
  store: BookingStore,
  { messages, formats }: Language,
): TemplateResult {
  const { booking, outcome } = shown;
  const isPast = Date.parse(booking.start) <= Date.now();
  const isStanding = booking.status !== "cancelled" && booking.status !== "rejected";
  const who = [booking.attendee.name, ...booking.hosts.map(({ name }) => name)].join(" · ");
  const hint = hintOf(shown, isPast, messages);
  return html`<div class="main confirmation">
    ${isStanding ? html`<span class="seal">${icons.check}</span>` : nothing}
    <h3 id="heading" tabindex="-1">${headingOf(shown, messages)}</h3>
    <p class="muted">${outcome === "booked" ? html`<slot name="success">${hint}</slot>` : hint}</p>
    <dl part="summary" class=${isStanding ? nothing : "void"}>
      <dt>${messages.when}</dt>
      <dd>
        <strong>${formats.date(booking.start)}</strong>
        <span><bdi>${formats.timeRange(booking)}</bdi></span>
        <span class="muted">${formats.zone(Date.parse(booking.start))}</span>
      </dd>
      ${booking.location ? html`<dt>${messages.where}</dt><dd>${booking.location}</dd>` : nothing}
      <dt>${messages.who}</dt>
      <dd>${who}</dd>
    </dl>
    ${shown.notice} ${isStanding && !isPast ? renderActions(shown, store, messages) : nothing}
  </div>`;
}

function renderActions({ booking, saveFile }: Confirmation, store: BookingStore, messages: Messages): TemplateResult {
  return html`
    <div class="choices">
      <button type="button" @click=${saveFile}>${icons.calendar}${messages.calendarFile}</button>
      <a class="button" href=${googleCalendarLink(booking)} target="_blank" rel="noopener noreferrer">${messages.googleCalendar}</a>
    </div>
    ${
      store.canManage(booking)
        ? html`<div class="choices manage">
        <button type="button" class="quiet" @click=${() => store.startMove()}>${messages.reschedule}</button>
        <button type="button" class="quiet" @click=${() => store.startCancel()}>${messages.cancel}</button>
      </div>`
        : nothing
    }
  `;
}

function headingOf({ booking, outcome }: Confirmation, messages: Messages): string {
  if (booking.status === "cancelled") return messages.cancelled;
  if (outcome === "moved") return messages.moved;
  if (outcome === "booked") return booking.status === "pending" ? messages.requested : messages.booked;
  return messages.yourBooking;
}

function hintOf({ booking, outcome }: Confirmation, isPast: boolean, messages: Messages): string {
  if (booking.status === "rejected") return messages.rejected;
  if (booking.status === "cancelled") return outcome === "cancelled" ? messages.cancelledHint : "";
  if (isPast) return messages.past;
  if (booking.status === "pending") return messages.requestedHint;
  return outcome === "found" || booking.sync.mail === "off" ? "" : messages.mailSent(booking.attendee.email);
}
