import type { BookingView, EventTypeView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { icons } from "./icons.ts";
import type { Language } from "./messages/language.ts";
import type { Span } from "./time/formats.ts";

export interface Details {
  /** The event type, or a booking of it; null while unknown. */
  subject: Pick<EventTypeView | BookingView, "title" | "location" | "hosts"> | null;
  minutes: number;
  /** Durations to choose from; none when there is no choice. */
  choices: readonly number[];
  choose: (minutes: number) => void;
  /** The time that a booking is moved away from. */
  previous: Span | null;
  chosen: Span | null;
}

/** What is being booked, in sight from the first step to the last; once a time is chosen, that too. */
export function renderDetails(shown: Details, language: Language): TemplateResult {
  const { subject, previous, chosen } = shown;
  const { messages } = language;
  if (!subject) return html`<span class="skeleton"></span><span class="skeleton"></span>`;
  return html`
    <p class="muted">${subject.hosts.map(({ name }) => name).join(", ")}</p>
    <h2>${subject.title}</h2>
    <ul>
      <li>${icons.clock}${shown.choices.length > 1 ? renderChoices(shown, language) : messages.minutes(shown.minutes)}</li>
      ${subject.location ? html`<li>${icons.place}<span>${subject.location}</span></li>` : nothing}
    </ul>
    ${previous ? renderTime(previous, messages.currentTime, language) : nothing}
    ${chosen ? html`<div part="summary">${renderTime(chosen, previous ? messages.newTime : "", language)}</div>` : nothing}
  `;
}

function renderChoices({ choices, minutes, choose }: Details, { messages }: Language): TemplateResult {
  const options = choices.map(
    (choice) => html`<label class="chip">
      <input type="radio" name="duration" .checked=${choice === minutes} @change=${() => choose(choice)} />${messages.minutes(choice)}
    </label>`,
  );
  return html`<fieldset><legend class="visually-hidden">${messages.duration}</legend>${options}</fieldset>`;
}

function renderTime(time: Span, title: string, { formats }: Language): TemplateResult {
  return html`<div class="time">
    ${icons.calendar}
    <p>
      ${title ? html`<span class="muted">${title}</span>` : nothing}
      <strong>${formats.date(time.start)}</strong>
      <span><bdi>${formats.timeRange(time)}</bdi></span>
      <small class="muted">${formats.zone(Date.parse(time.start))}</small>
    </p>
  </div>`;
}
