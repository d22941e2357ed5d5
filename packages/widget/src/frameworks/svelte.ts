import type { HTMLAttributes } from "svelte/elements";
import type { BookingElements, ElementProps } from "./element-props.ts";
import "../define.ts";

/** Svelte 5 sets properties by their names, and hears an event `booking-success` by `onbooking-success`. */
type Elements = {
  [Tag in keyof BookingElements]: HTMLAttributes<BookingElements[Tag]> & ElementProps<BookingElements[Tag]>;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements extends Elements {}
}
