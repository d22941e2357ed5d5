import { BookingCalendar } from "./booking-calendar.ts";
import { BookingForm } from "./booking-form.ts";
import { BookingWidget } from "./booking-widget.ts";

/** A second copy of the script on one page must not throw: the first to define an element keeps it. */
function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

define("booking-calendar", BookingCalendar);
define("booking-form", BookingForm);
define("booking-widget", BookingWidget);

export type { BookingWidget } from "./booking-widget.ts";
