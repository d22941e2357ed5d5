import type { SlotView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { BookingElement, data } from "./booking-element.ts";
import { slotsStyles } from "./booking-slots.styles.ts";
import { baseStyles } from "./styles/base.styles.ts";
import type { DayKey } from "./time/calendar-date.ts";
import { slotLabels } from "./time/slot-labels.ts";

/**
 * The times of one day: radio buttons under the date. Choosing one commits to nothing; the button below goes on.
 *
 * Tells its parent `slot-chosen` (SlotView) and `slot-confirmed`.
 *
 * @slot empty - What stands here when the day or the month has no times.
 * @csspart slot-list - The times.
 * @csspart slot - One time; also `slot-selected`.
 * @csspart timezone - The zone of the times.
 * @csspart submit - The button that goes on.
 * @csspart empty - Said when there are no times.
 */
export class BookingSlots extends BookingElement {
  static override styles = [baseStyles, slotsStyles];
  static override properties = {
    day: {},
    slots: data,
    selected: data,
  };

  day: DayKey | null = null;
  /** Null while they are unknown. */
  slots: readonly SlotView[] | null = null;
  selected: SlotView | null = null;

  protected override render(): TemplateResult {
    const { day, slots } = this;
    if (!slots) return renderSkeleton();
    return html`
      <form novalidate @submit=${this.#onSubmit}>
        <fieldset>
          <legend tabindex="-1">${day ? this.formats.day(day) : this.messages.chooseTime}</legend>
          ${day && slots.length > 0 ? this.#renderTimes(slots) : this.#renderEmpty(day)}
        </fieldset>
        ${slots.length > 0 ? this.#renderSubmit() : nothing}
      </form>
    `;
  }

  #renderEmpty(day: DayKey | null): TemplateResult {
    const { messages, formats } = this;
    return html`<p class="muted empty" part="empty">
      <slot name="empty">${day ? messages.timesOnDay(formats.day(day), 0) : messages.chooseDay}</slot>
    </p>`;
  }

  #renderTimes(slots: readonly SlotView[]): TemplateResult {
    const labels = slotLabels(slots, this.formats);
    return html`
      <small class="muted" part="timezone">${this.formats.zone(Date.parse(slots[0]?.start ?? ""))}</small>
      <div class="list" part="slot-list">
        ${slots.map((slot, index) => this.#renderSlot(slot, labels[index] ?? ""))}
      </div>
    `;
  }

  #renderSlot(slot: SlotView, label: string): TemplateResult {
    const isSelected = slot.start === this.selected?.start;
    return html`<label class="chip" part=${isSelected ? "slot slot-selected" : "slot"}>
      <input type="radio" name="time" value=${slot.start} .checked=${isSelected} @change=${() => this.#onChange(slot)} />
      <bdi>${isSelected ? this.#rangeLabel(slot, label) : label}</bdi>
    </label>`;
  }

  /** The chosen time also says when it ends. */
  #rangeLabel(slot: SlotView, label: string): string {
    return label === this.formats.time(slot.start) ? this.formats.timeRange(slot) : label;
  }

  #renderSubmit(): TemplateResult {
    const { selected, messages } = this;
    return html`<button type="submit" class="primary" part="submit" aria-disabled=${!selected}>
        ${selected ? messages.continue : messages.chooseTime}
      </button>`;
  }

  /** A time that the parent refused is not chosen: the radio buttons go back to what is true. */
  #onChange(slot: SlotView): void {
    if (this.tell("slot-chosen", slot)) return;
    for (const input of this.renderRoot.querySelectorAll("input")) input.checked = input.value === this.selected?.start;
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    if (this.selected) this.tell("slot-confirmed");
    else this.focusOn("input");
  }
}

function renderSkeleton(): TemplateResult {
  const bars = Array.from({ length: 7 }, () => html`<span class="skeleton bar"></span>`);
  return html`<span class="skeleton title"></span><div class="list">${bars}</div>`;
}
