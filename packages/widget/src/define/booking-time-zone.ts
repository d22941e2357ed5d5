import { BookingTimeZone } from "../booking-time-zone.ts";
import { register } from "./register.ts";

register("booking-time-zone", BookingTimeZone);

declare global {
  interface HTMLElementTagNameMap {
    "booking-time-zone": BookingTimeZone;
  }
}

export { BookingTimeZone };
