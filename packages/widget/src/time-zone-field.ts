import { html, type TemplateResult } from "lit";
import { icons } from "./icons.ts";
import type { Language } from "./messages/language.ts";
import { listTimeZones } from "./time/time-zone.ts";

export interface TimeZoneField {
  /** The offset shown is the one of this moment, RFC 3339. */
  at: string;
  isLocked: boolean;
  /** Whether the whole list is there. It is made when the visitor reaches for it; most never do. */
  isOpen: boolean;
  open: () => void;
  choose: (timeZone: string) => void;
}

/** The zone of the times and, unless it is locked, a way to another: the browser's own list in the browser's own control. */
export function renderTimeZone(field: TimeZoneField, { messages, formats }: Language): TemplateResult {
  const { timeZone } = formats;
  const name = `${plain(timeZone)} (${formats.offset(field.at)})`;
  const zones = field.isOpen ? listTimeZones(timeZone) : [timeZone];
  const choose = (event: Event) => field.choose((event.target as HTMLSelectElement).value);
  const { open } = field;
  const select =
    () => html`<select aria-label=${messages.timeZone} @pointerenter=${open} @pointerdown=${open} @focus=${open} @change=${choose}>
    ${zones.map((zone) => html`<option value=${zone} .selected=${zone === timeZone}>${zone === timeZone ? name : plain(zone)}</option>`)}
  </select>`;
  return html`<div class="zone" part="timezone">${icons.globe}${field.isLocked ? name : select()}</div>`;
}

/** `America/Argentina/Buenos Aires` */
function plain(zone: string): string {
  return zone.replaceAll("_", " ");
}
