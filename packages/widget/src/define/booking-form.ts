import { BookingForm } from "../booking-form.ts";
import { register } from "./register.ts";

register("booking-form", BookingForm);

declare global {
  interface HTMLElementTagNameMap {
    "booking-form": BookingForm;
  }
}

export { BookingForm };
