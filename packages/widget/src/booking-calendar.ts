import { html, nothing, type TemplateResult } from "lit";
import { calendarStyles } from "./booking-calendar.styles.ts";
import { BookingPart } from "./booking-part.ts";
import { icons } from "./icons.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { TimesStore } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import {
  addDays,
  addMonths,
  addMonthsToDay,
  clampDay,
  type DayKey,
  firstDay,
  monthOf,
  weekdayOf,
} from "./time/calendar-date.ts";
import { monthGrid } from "./time/month-grid.ts";

/**
 * A month of days, operated like the date grid of the ARIA Authoring Practices: one tab stop, arrows by day and week,
 * Home and End in the week, Page Up and Page Down by month, with Shift by year. Days without times can be reached, too,
 * so that a listener hears why nothing happens.
 *
 * @element booking-calendar
 * @fires day-chosen - A free day was chosen; `detail` is true for a choice by keyboard. Does not bubble.
 * @csspart month-title - Name of the month.
 * @csspart nav-button - To the previous and the next month.
 * @csspart weekday - Name of a weekday.
 * @csspart day - A day; also `day-available`, `day-selected` and `day-today`.
 */
export class BookingCalendar extends BookingPart {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, calendarStyles];

  /** The tab stop, where it is not the selected day. */
  #reached: DayKey | null = null;
  #selected: DayKey | null = null;
  /** A day was reached by key and waits for the focus, until its month is on screen. */
  #isArriving = false;

  protected override createStore(options: StoreOptions): TimesStore {
    return new TimesStore(options);
  }

  /** Takes the focus to the day that Tab reaches. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("td[tabindex='0']")?.focus(options);
  }

  protected override updated(): void {
    if (!this.#isArriving || this.#tabStop !== this.#reached) return;
    this.#isArriving = false;
    this.focus();
  }

  protected override render(): TemplateResult {
    const { store, words, formats, language } = this;
    const { month } = store.availability;
    // Whoever walks through the days is not moved by a day that is chosen meanwhile.
    if (store.day !== this.#selected && this.shadowRoot?.activeElement?.localName !== "td") this.#reached = store.day;
    this.#selected = store.day;
    const weeks = month ? monthGrid(month, language.weekStart) : [];
    const wholeWeek = weeks[1] ?? [];
    return html`
      <div class="head">
        <h3 id="month" part="month-title" aria-live="polite">${month && formats.month(month)}</h3>
        ${month ? [this.#renderTurn(-1), this.#renderTurn(1)] : nothing}
      </div>
      <table role="grid" aria-labelledby="month" aria-describedby="help" aria-busy=${store.month.kind === "loading"} @keydown=${this.#onKey} @click=${this.#onClick}>
        <thead>
          <tr>
            ${wholeWeek.map((day) => {
              const name = day ? formats.weekday(day, "long") : "";
              return html`<th scope="col" abbr=${name} part="weekday">${day ? formats.weekday(day, "short") : ""}</th>`;
            })}
          </tr>
        </thead>
        <tbody>
          ${weeks.map((week) => html`<tr>${week.map((day) => (day ? this.#renderDay(day) : html`<td></td>`))}</tr>`)}
        </tbody>
      </table>
      <p id="help" class="visually-hidden">${words.keyHelp}</p>
    `;
  }

  #renderTurn(step: -1 | 1): TemplateResult {
    const { store, words } = this;
    const { month, today, lastDay } = store.availability;
    const target = addMonths(month, step);
    const isOut = target < monthOf(today) || target > monthOf(lastDay);
    const name = this.formats.month(target);
    const label = step < 0 ? words.previousMonth(name) : words.nextMonth(name);
    const turn = () => isOut || store.showMonth(target);
    return html`<button type="button" class="quiet turn" part="nav-button" aria-label=${label} aria-disabled=${isOut} @click=${turn}>
      ${step < 0 ? icons.previous : icons.next}
    </button>`;
  }

  #renderDay(day: DayKey): TemplateResult {
    const isFree = this.#countOf(day) > 0;
    const isSelected = day === this.store.day;
    const isToday = day === this.store.availability.today;
    const parts = ["day", isFree && "day-available", isSelected && "day-selected", isToday && "day-today"];
    return html`<td
      class=${isFree ? "chip" : nothing}
      role="gridcell"
      part=${parts.filter(Boolean).join(" ")}
      data-day=${day}
      tabindex=${day === this.#tabStop ? 0 : -1}
      aria-label=${this.#nameOf(day)}
      aria-selected=${isSelected}
      aria-disabled=${!isFree}
      aria-current=${isToday ? "date" : nothing}
    ><span aria-hidden="true">${this.formats.dayNumber(day)}</span></td>`;
  }

  #countOf(day: DayKey): number {
    const { month } = this.store;
    return month.kind === "ready" ? (month.days[day]?.length ?? 0) : 0;
  }

  #nameOf(day: DayKey): string {
    const { store, words, formats } = this;
    const date = formats.day(day) + (day === store.availability.today ? ` (${words.today})` : "");
    return store.month.kind === "ready" ? words.timesOnDay(date, this.#countOf(day)) : date;
  }

  get #tabStop(): DayKey {
    const { month, today, lastDay } = this.store.availability;
    const start = clampDay(firstDay(month), today, lastDay);
    return this.#reached && monthOf(this.#reached) === month ? this.#reached : start;
  }

  #onClick(event: MouseEvent): void {
    const day = (event.target as Element).closest<HTMLElement>("td[data-day]")?.dataset.day;
    // A click without a pointer comes from assistive technology.
    if (day) this.#choose(day, event.detail === 0);
  }

  #choose(day: DayKey, byKeyboard: boolean): void {
    this.#reached = day;
    this.store.announce(this.#nameOf(day));
    if (this.#countOf(day) === 0) return;
    this.store.selectDay(day);
    this.dispatchEvent(new CustomEvent("day-chosen", { detail: byKeyboard }));
  }

  #onKey(event: KeyboardEvent): void {
    const day = (event.target as HTMLElement).dataset.day;
    if (!day || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(day, true);
    else {
      const target = this.#targetOf(event, day);
      if (!target) return;
      const { today, lastDay } = this.store.availability;
      this.#reach(clampDay(target, today, lastDay));
    }
    event.preventDefault();
  }

  #targetOf({ key, shiftKey }: KeyboardEvent, day: DayKey): DayKey | null {
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const column = (weekdayOf(day) - this.language.weekStart + 7) % 7;
    const days: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: 7,
      ArrowUp: -7,
      Home: -column,
      End: 6 - column,
    };
    const months = { PageDown: 1, PageUp: -1 }[key];
    if (months) return addMonthsToDay(day, shiftKey ? months * 12 : months);
    return days[key] === undefined ? null : addDays(day, days[key]);
  }

  #reach(day: DayKey): void {
    this.#reached = day;
    this.#isArriving = true;
    if (monthOf(day) === this.store.availability.month) this.requestUpdate();
    else this.store.showMonth(monthOf(day));
  }
}
