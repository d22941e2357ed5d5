import type { BookingWidget } from "./booking-widget.ts";

/** Popups by what their triggers say: the same words on two buttons open the same popup. */
const popups = new Map<string, BookingWidget>();

/** The popup that an element of the page opens; made when it is asked for first. */
export function popupOf(trigger: Element): BookingWidget {
  const attributes = [...trigger.attributes].filter(({ name }) => name.startsWith("data-booking-"));
  const key = JSON.stringify(attributes.map(({ name, value }) => [name, value]));
  const popup = popups.get(key) ?? document.createElement("booking-widget");
  popups.set(key, popup);
  if (popup.isConnected) return popup;
  for (const { name, value } of attributes) popup.setAttribute(name.replace("data-booking-", ""), value);
  popup.mode = "popup";
  document.body.append(popup);
  return popup;
}
