import type { SlotView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "./messages/language.ts";
import type { BookingStore } from "./store/booking-store.ts";
import type { DayKey } from "./time/calendar-date.ts";
import { slotLabels } from "./time/slot-labels.ts";

export interface Slots {
  day: DayKey | null;
  /** Null while they are unknown. */
  slots: readonly SlotView[] | null;
  selected: SlotView | null;
}

/** The times of one day: radio buttons under the date. Choosing one commits to nothing; the button below goes on. */
export function renderSlots({ day, slots, selected }: Slots, store: BookingStore, language: Language): TemplateResult {
  const { messages, formats } = language;
  if (!slots) return renderSkeleton();
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    if (selected) store.continueToDetails();
    else (event.currentTarget as HTMLFormElement).querySelector("input")?.focus();
  };
  return html`<form class="times" novalidate @submit=${go}>
    <fieldset>
      <legend tabindex="-1">${day ? formats.day(day) : messages.chooseDay}</legend>
      ${
        slots[0]
          ? html`<small class="muted" part="timezone">${formats.zone(Date.parse(slots[0].start))}</small>
            <div class="list" part="slot-list">${renderList(slots, selected, store, language)}</div>`
          : html`<p class="muted" part="empty"><slot name="empty">${day && messages.timesOnDay(formats.day(day), 0)}</slot></p>`
      }
    </fieldset>
    ${
      slots[0]
        ? html`<button type="submit" class="primary" part="submit" aria-disabled=${!selected}>
            ${selected ? messages.continue : messages.chooseTime}
          </button>`
        : nothing
    }
  </form>`;
}

/** The chosen time also says when it ends. */
function renderList(
  slots: readonly SlotView[],
  selected: SlotView | null,
  store: BookingStore,
  { formats }: Language,
): TemplateResult[] {
  const labels = slotLabels(slots, formats);
  return slots.map((slot, index) => {
    const isSelected = slot.start === selected?.start;
    const label = labels[index];
    return html`<label class="chip" part=${isSelected ? "slot slot-selected" : "slot"}>
      <input type="radio" name="time" value=${slot.start} .checked=${isSelected} @change=${(event: Event) => choose(event, slot, selected, store)} />
      <bdi>${isSelected && label === formats.time(slot.start) ? formats.timeRange(slot) : label}</bdi>
    </label>`;
  });
}

/** A time that the page refused is not chosen: the radio buttons go back to what is true. */
function choose(event: Event, slot: SlotView, selected: SlotView | null, store: BookingStore): void {
  if (store.selectSlot(slot)) return;
  for (const input of (event.currentTarget as HTMLInputElement).form?.querySelectorAll("input") ?? []) {
    input.checked = input.value === selected?.start;
  }
}

function renderSkeleton(): TemplateResult {
  const bars = Array.from({ length: 7 }, () => html`<span class="skeleton bar"></span>`);
  return html`<div class="times"><span class="skeleton title"></span><div class="list">${bars}</div></div>`;
}
