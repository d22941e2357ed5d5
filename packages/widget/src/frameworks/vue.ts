import type { HTMLAttributes } from "vue";
import type { BookingElements, ElementProps } from "./element-props.ts";
import "../define.ts";

/** Vue sets `:event-type` and `.prefill` as properties, and hears `@booking-success`. */
type Components = {
  [Tag in keyof BookingElements]: new () => { $props: HTMLAttributes & ElementProps<BookingElements[Tag]> };
};

declare module "vue" {
  interface GlobalComponents extends Components {}
}
