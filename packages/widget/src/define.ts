import { BookingWidget } from "./booking-widget.ts";
import "./define/booking-calendar.ts";
import "./define/booking-confirmation.ts";
import "./define/booking-details.ts";
import "./define/booking-form.ts";
import "./define/booking-slots.ts";
import { register } from "./define/register.ts";
import { listenForTriggers } from "./popup-triggers.ts";

register("booking-widget", BookingWidget);
// Of several copies on one page, the one whose element it is opens the popups.
if (customElements.get("booking-widget") === BookingWidget) listenForTriggers();

export { BookingWidget };
