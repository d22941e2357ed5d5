import { BookingCalendar } from "../booking-calendar.ts";
import { register } from "./register.ts";

register("booking-calendar", BookingCalendar);

declare global {
  interface HTMLElementTagNameMap {
    "booking-calendar": BookingCalendar;
  }
}

export { BookingCalendar };
