import { BookingPopup } from "../booking-popup.ts";
import { popupOf } from "../popup-of.ts";
import { register } from "./register.ts";

register("booking-popup", BookingPopup);

declare global {
  interface HTMLElementTagNameMap {
    "booking-popup": BookingPopup;
  }
}

export { BookingPopup, popupOf };
