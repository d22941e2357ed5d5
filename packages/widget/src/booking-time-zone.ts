import { html, type TemplateResult } from "lit";
import { BookingElement } from "./booking-element.ts";
import { timeZoneStyles } from "./booking-time-zone.styles.ts";
import { icons } from "./icons.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { controlStyles } from "./styles/control.styles.ts";
import { listTimeZones } from "./time/time-zone.ts";

/**
 * The zone of the times, and where it is not locked a way to another: the browser's own list in the browser's own control.
 * The list is made when the visitor reaches for it; most never do.
 *
 * Tells its parent `zone-chosen` (IANA name).
 *
 * @csspart timezone - The zone.
 */
export class BookingTimeZone extends BookingElement {
  static override styles = [baseStyles, controlStyles, timeZoneStyles];
  static override properties = {
    timeZone: {},
    locked: { type: Boolean },
    at: {},
    isWanted: { state: true },
  };

  timeZone = "";
  locked = false;
  /** The zone's offset is the one of this moment, RFC 3339. */
  at = "";
  private isWanted = false;

  protected override render(): TemplateResult {
    const name = `${plain(this.timeZone)} (${this.formats.offset(this.at)})`;
    if (this.locked) return html`<p class="zone" part="timezone">${icons.globe}<span>${name}</span></p>`;
    const want = () => {
      this.isWanted = true;
    };
    const zones = this.isWanted ? listTimeZones(this.timeZone) : [this.timeZone];
    return html`<div class="zone" part="timezone">
      ${icons.globe}
      <select aria-label=${this.messages.timeZone} @pointerenter=${want} @pointerdown=${want} @focus=${want} @change=${this.#onChange}>
        ${zones.map((zone) => html`<option value=${zone} .selected=${zone === this.timeZone}>${zone === this.timeZone ? name : plain(zone)}</option>`)}
      </select>
    </div>`;
  }

  #onChange(event: Event): void {
    this.tell("zone-chosen", (event.target as HTMLSelectElement).value);
  }
}

/** `America/Argentina/Buenos Aires` */
function plain(zone: string): string {
  return zone.replaceAll("_", " ");
}
