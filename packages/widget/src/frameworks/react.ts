import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { BookingElements, ElementProps } from "./element-props.ts";
import "../define.ts";

/** React 19 sets properties by their names, and hears an event `booking-success` by `onbooking-success`. */
type Intrinsic = {
  [Tag in keyof BookingElements]: DetailedHTMLProps<HTMLAttributes<BookingElements[Tag]>, BookingElements[Tag]> &
    ElementProps<BookingElements[Tag]>;
};

declare module "react" {
  // biome-ignore lint/style/noNamespace: React keeps its elements in one, and that is where they are looked for.
  namespace JSX {
    interface IntrinsicElements extends Intrinsic {}
  }
}
