import { BookingConfirmation } from "../booking-confirmation.ts";
import { register } from "./register.ts";

register("booking-confirmation", BookingConfirmation);

declare global {
  interface HTMLElementTagNameMap {
    "booking-confirmation": BookingConfirmation;
  }
}

export { BookingConfirmation };
