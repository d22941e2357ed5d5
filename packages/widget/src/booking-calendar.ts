import { html, nothing, type TemplateResult } from "lit";
import { calendarStyles } from "./booking-calendar.styles.ts";
import { BookingElement, data } from "./booking-element.ts";
import { icons } from "./icons.ts";
import type { Days } from "./store/availability.ts";
import { baseStyles } from "./styles/base.styles.ts";
import {
  addDays,
  addMonths,
  addMonthsToDay,
  clampDay,
  type DayKey,
  firstDay,
  type MonthKey,
  monthOf,
  weekdayOf,
} from "./time/calendar-date.ts";
import { monthGrid } from "./time/month-grid.ts";

/** Selector of the one day that Tab reaches. */
export const tabStop = "td[tabindex='0']";

/** A day that was pressed, and how: the next focus depends on it. */
export interface DayChosen {
  day: DayKey;
  /** Its spoken name, which says how many times it has. */
  name: string;
  isFree: boolean;
  byKeyboard: boolean;
}

/**
 * A month of days, operated like the date grid of the ARIA Authoring Practices: one tab stop, arrows by day and week,
 * Home and End in the week, Page Up and Page Down by month, with Shift by year. Days without times can be reached, too,
 * so that a listener hears why nothing happens.
 *
 * Tells its parent `month-chosen` (MonthKey) and `day-chosen` (DayChosen).
 *
 * @csspart month-title - Name of the month.
 * @csspart nav-button - To the previous and the next month.
 * @csspart weekday - Name of a weekday.
 * @csspart day - A day; also `day-available`, `day-selected` and `day-today`.
 */
export class BookingCalendar extends BookingElement {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [baseStyles, calendarStyles];
  static override properties = {
    month: {},
    days: data,
    busy: { type: Boolean },
    selected: {},
    today: {},
    lastDay: {},
    weekStart: { type: Number },
    reached: { state: true },
  };

  month: MonthKey = "";
  /** Null while they are unknown. */
  days: Days | null = null;
  busy = false;
  selected: DayKey | null = null;
  today: DayKey = "";
  /** The last day that can be reached. */
  lastDay: DayKey = "";
  /** 1 for Monday to 7 for Sunday. */
  weekStart = 1;

  /** The tab stop, where it is not the selected day. */
  private reached: DayKey | null = null;
  /** A day was reached by key and waits for the focus, until its month is on screen. */
  #isArriving = false;

  /** Whoever walks through the days is not moved by a day that is chosen meanwhile. */
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isWalking = this.shadowRoot?.activeElement?.localName === "td";
    if (changed.has("selected") && this.selected && !isWalking) this.reached = this.selected;
  }

  protected override updated(): void {
    if (!this.#isArriving || !this.reached || monthOf(this.reached) !== this.month) return;
    this.#isArriving = false;
    this.renderRoot.querySelector<HTMLElement>(tabStop)?.focus();
  }

  protected override render(): TemplateResult {
    const { month, messages, formats } = this;
    const weeks = monthGrid(month, this.weekStart);
    const wholeWeek = weeks[1] ?? [];
    return html`
      <div class="head">
        <h3 id="month" part="month-title" aria-live="polite">${formats.month(month)}</h3>
        ${this.#renderTurn(-1)} ${this.#renderTurn(1)}
      </div>
      <table role="grid" aria-labelledby="month" aria-describedby="help" aria-busy=${this.busy} @keydown=${this.#onKey} @click=${this.#onClick}>
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
      <p id="help" class="visually-hidden">${messages.keyHelp}</p>
    `;
  }

  #renderTurn(step: -1 | 1): TemplateResult {
    const target = addMonths(this.month, step);
    const isOut = target < monthOf(this.today) || target > monthOf(this.lastDay);
    const name = this.formats.month(target);
    const label = step < 0 ? this.messages.previousMonth(name) : this.messages.nextMonth(name);
    const turn = () => !isOut && this.tell("month-chosen", target);
    return html`<button type="button" class="quiet turn" part="nav-button" aria-label=${label} aria-disabled=${isOut} @click=${turn}>
      ${step < 0 ? icons.previous : icons.next}
    </button>`;
  }

  #renderDay(day: DayKey): TemplateResult {
    const count = this.days?.[day]?.length ?? 0;
    const isSelected = day === this.selected;
    const isToday = day === this.today;
    const parts = ["day", count > 0 && "day-available", isSelected && "day-selected", isToday && "day-today"].filter(
      Boolean,
    );
    return html`<td
      class=${count > 0 ? "chip" : nothing}
      role="gridcell"
      part=${parts.join(" ")}
      data-day=${day}
      tabindex=${day === this.#tabStop ? 0 : -1}
      aria-label=${this.#nameOf(day)}
      aria-selected=${isSelected}
      aria-disabled=${count === 0}
      aria-current=${isToday ? "date" : nothing}
    ><span aria-hidden="true">${this.formats.dayNumber(day)}</span></td>`;
  }

  #nameOf(day: DayKey): string {
    const { messages } = this;
    const date = this.formats.day(day) + (day === this.today ? ` (${messages.today})` : "");
    return this.days ? messages.timesOnDay(date, this.days[day]?.length ?? 0) : date;
  }

  get #tabStop(): DayKey {
    const start = clampDay(firstDay(this.month), this.today, this.lastDay);
    return this.reached && monthOf(this.reached) === this.month ? this.reached : start;
  }

  #onClick(event: MouseEvent): void {
    const day = (event.target as Element).closest<HTMLElement>("td[data-day]")?.dataset.day;
    // A click without a pointer comes from assistive technology.
    if (day) this.#choose(day, event.detail === 0);
  }

  #choose(day: DayKey, byKeyboard: boolean): void {
    this.reached = day;
    const isFree = this.days?.[day] !== undefined;
    this.tell("day-chosen", { day, name: this.#nameOf(day), isFree, byKeyboard } satisfies DayChosen);
  }

  #onKey(event: KeyboardEvent): void {
    const day = (event.target as HTMLElement).dataset.day;
    if (!day || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(day, true);
    else {
      const target = this.#targetOf(event, day);
      if (!target) return;
      this.#reach(clampDay(target, this.today, this.lastDay));
    }
    event.preventDefault();
  }

  #targetOf({ key, shiftKey }: KeyboardEvent, day: DayKey): DayKey | null {
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const column = (weekdayOf(day) - this.weekStart + 7) % 7;
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
    this.reached = day;
    this.#isArriving = true;
    if (monthOf(day) !== this.month) this.tell("month-chosen", monthOf(day));
  }
}
