import { BookingSlots } from "../booking-slots.ts";
import { register } from "./register.ts";

register("booking-slots", BookingSlots);

declare global {
  interface HTMLElementTagNameMap {
    "booking-slots": BookingSlots;
  }
}

export { BookingSlots };
