import { BookingDetails } from "../booking-details.ts";
import { register } from "./register.ts";

register("booking-details", BookingDetails);

declare global {
  interface HTMLElementTagNameMap {
    "booking-details": BookingDetails;
  }
}

export { BookingDetails };
