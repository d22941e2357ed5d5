import type { SlotView } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { BookingPart } from "./booking-part.ts";
import { slotsStyles } from "./booking-slots.styles.ts";
import { renderNotice } from "./notice.ts";
import { monthNotice } from "./notices.ts";
import { type StoreOptions, TimesStore } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import type { DayKey } from "./time/calendar-date.ts";
import { slotLabel } from "./time/slot-label.ts";

/**
 * The times of the shown day: radio buttons under the date. Choosing one commits to nothing; where there is a next step,
 * the button below goes there. What keeps the times from being shown stands in their place.
 *
 * @element booking-slots
 * @slot empty - When a day or month has no times.
 * @csspart slot-list - The times.
 * @csspart slot - One time; also `slot-selected`.
 * @csspart hours - The opening hours of the day.
 * @csspart hour-cycle - The choice of a clock.
 * @csspart submit - The button that goes on.
 * @csspart empty - Said when there are no times.
 * @csspart alert - What went wrong.
 */
export class BookingSlots extends BookingPart {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, slotsStyles];

  protected override createStore(options: StoreOptions): TimesStore {
    return new TimesStore(options);
  }

  /** Takes the focus to the date, or to what is said in place of the times. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("#day, .notice")?.focus(options);
  }

  /** Takes the focus to the button that goes on. */
  focusSubmit(): void {
    this.renderRoot.querySelector<HTMLElement>("[type='submit']")?.focus();
  }

  protected override render(): TemplateResult {
    const { store, words, formats } = this;
    const { month, day } = store;
    const notice = monthNotice(store);
    if (notice) return renderNotice(notice);
    if (month.kind !== "ready") return this.#renderSkeleton();
    const slots = (day && month.days[day]) || [];
    return html`<form novalidate @submit=${this.#go}>
      <div class="head">
        <h3 id="day" tabindex="-1">${day ? formats.day(day) : words.chooseDay}</h3>
        ${day ? this.#renderHours(day) : nothing} ${this.config.hourCycle === "auto" && slots[0] ? this.#renderClocks() : nothing}
      </div>
      ${
        slots[0]
          ? html`<div class="list" part="slot-list" role="radiogroup" aria-labelledby="day">${slots.map((slot) => this.#renderSlot(slot))}</div>`
          : html`<p part="empty"><slot name="empty">${day && words.timesOnDay(formats.day(day), 0)}</slot></p>`
      }
      ${
        slots[0] && store.proceed
          ? html`<button type="submit" class="primary" part="submit" aria-disabled=${!store.slot}>
              ${store.slot ? words.continue : words.chooseTime}
            </button>`
          : nothing
      }
    </form>`;
  }

  private get config() {
    return this.store.config;
  }

  /** The chosen time also says when it ends. */
  #renderSlot(slot: SlotView): TemplateResult {
    const { store, words, formats } = this;
    const isSelected = slot.start === store.slot?.start;
    const label = slotLabel(slot, formats);
    const isPlain = label === formats.time(slot.start);
    return html`<label class="chip" part=${isSelected ? "slot slot-selected" : "slot"}>
      <input type="radio" name="time" value=${slot.start} .checked=${isSelected} @change=${() => this.#choose(slot)} />
      <bdi>${isSelected && isPlain ? formats.timeRange(slot) : label}</bdi>
      ${slot.seatsRemaining ? html`<small>${words.seatsLeft(slot.seatsRemaining)}</small>` : nothing}
    </label>`;
  }

  #renderHours(day: DayKey): TemplateResult | typeof nothing {
    const { month } = this.store;
    const hours = month.kind === "ready" ? month.hours.find(({ date }) => date === day)?.open : undefined;
    if (!hours) return nothing;
    const spans = hours.map((span) => this.formats.timeRange(span)).join(", ");
    return html`<small class="muted" part="hours">${spans ? this.words.open(spans) : this.words.closed}</small>`;
  }

  /** Two clocks, each by what it calls the afternoon. */
  #renderClocks(): TemplateResult {
    const { formats } = this;
    const options = (["h12", "h23"] as const).map((cycle) => {
      const choose = () => this.store.selectHourCycle(cycle);
      return html`<label><input type="radio" name="clock" .checked=${formats.hour12 === (cycle === "h12")} @change=${choose} /><bdi>${formats.afternoon(cycle)}</bdi></label>`;
    });
    return html`<div class="clocks" part="hour-cycle" role="radiogroup" aria-label=${this.words.timeFormat}>${options}</div>`;
  }

  #renderSkeleton(): TemplateResult {
    const bars = Array.from({ length: 7 }, () => html`<span class="skeleton bar"></span>`);
    return html`<span class="skeleton title"></span><div class="list">${bars}</div><p class="slow muted">${this.words.slow}</p>`;
  }

  #go(event: SubmitEvent): void {
    event.preventDefault();
    if (this.store.slot) this.store.proceed?.();
    else this.renderRoot.querySelector<HTMLElement>("[name='time']")?.focus();
  }

  /** A time that the page refused is not chosen: the radio buttons go back to what is true. */
  #choose(slot: SlotView): void {
    if (this.store.selectSlot(slot)) return;
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>("[name='time']")) {
      input.checked = input.value === this.store.slot?.start;
    }
  }
}
