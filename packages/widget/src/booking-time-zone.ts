import { html, nothing, type TemplateResult } from "lit";
import { BookingPart } from "./booking-part.ts";
import { timeZoneStyles } from "./booking-time-zone.styles.ts";
import { icons } from "./icons.ts";
import { type StoreOptions, TimesStore } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { findTimeZones } from "./time/find-time-zones.ts";
import { createFormats } from "./time/formats.ts";
import { nameOfZone } from "./time/zone-name.ts";

/**
 * The zone of the times and, unless it is locked, a way to another: a combobox over the browser's own list, searched by
 * city, each with its offset and the time it is there.
 *
 * @element booking-time-zone
 * @csspart timezone - The zone of the times.
 * @csspart timezone-list - The zones to choose from.
 * @csspart timezone-option - One of them.
 */
export class BookingTimeZone extends BookingPart {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, timeZoneStyles];
  static override properties = { query: { state: true }, active: { state: true } };

  /** What is searched for; null while the list is closed. */
  declare private query: string | null;
  /** Place in the list. */
  declare private active: number;
  #zones: readonly string[] = [];

  constructor() {
    super();
    this.query = null;
    this.active = 0;
  }

  protected override createStore(options: StoreOptions): TimesStore {
    return new TimesStore(options);
  }

  /** Takes the focus to the field and opens the list. */
  override focus(options?: FocusOptions): void {
    this.#input?.focus(options);
    this.#open();
  }

  protected override updated(): void {
    this.renderRoot.querySelector("[aria-selected='true']")?.scrollIntoView?.({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    const { store, words, query } = this;
    const isOpen = query !== null;
    this.#zones = isOpen ? findTimeZones(query, store.timeZone) : [];
    const options = this.#zones.map((zone, index) => this.#renderOption(zone, index));
    return html`<div class="zone" part="timezone">
      ${icons.globe}
      ${
        store.config.lockTimeZone
          ? html`<span>${this.store.timeZoneName}</span>`
          : html`<input role="combobox" aria-label=${words.timeZone} aria-expanded=${isOpen} aria-controls="zones" aria-autocomplete="list"
              aria-activedescendant=${options[0] ? `zone-${this.active}` : nothing} autocomplete="off" spellcheck="false" .value=${this.store.timeZoneName}
              placeholder=${words.searchTimeZone} @click=${this.#open} @input=${this.#onInput} @keydown=${this.#onKey} @blur=${this.#close} />`
      }
      <div id="zones" role="listbox" part="timezone-list" aria-label=${words.timeZone} ?hidden=${!options[0]}>${options}</div>
      <p class="none" role="status" ?hidden=${!isOpen || options[0]}>${isOpen && !options[0] ? words.noTimeZone : nothing}</p>
    </div>`;
  }

  #renderOption(zone: string, index: number): TemplateResult {
    const now = this.store.now;
    const { offset, time } = createFormats({
      ...this.formats,
      timeZone: zone,
      hourCycle: this.formats.hour12 ? "h12" : "h23",
    });
    return html`<div role="option" id="zone-${index}" part="timezone-option" aria-selected=${index === this.active}
      @pointerdown=${keepFocus} @click=${() => this.#choose(zone)}>
      <span>${nameOfZone(zone)}</span> <small><bdi>${offset(now)}</bdi> <bdi>${time(now)}</bdi></small>
    </div>`;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  #open(): void {
    this.query ??= "";
    this.active = 0;
    this.#input?.select();
  }

  #close(): void {
    this.query = null;
    if (this.#input) this.#input.value = this.store.timeZoneName;
  }

  #onInput(): void {
    this.query = this.#input?.value ?? "";
    this.active = 0;
  }

  #onKey(event: KeyboardEvent): void {
    const { key } = event;
    const zone = this.#zones[this.active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step && this.query === null) this.#open();
    else if (step) this.active = Math.min(Math.max(this.active + step, 0), this.#zones.length - 1);
    else if (key === "Enter" && zone) this.#choose(zone);
    else if (key === "Escape" && this.query !== null) this.#close();
    else return;
    event.preventDefault();
  }

  #choose(zone: string): void {
    this.store.selectTimeZone(zone);
    this.#close();
  }
}

/** Pressing an option must not take the focus out of the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
