import { html, nothing } from "lit";
import { BookingPart } from "./booking-part.ts";
import { register } from "./define/register.ts";
import { createEmit } from "./events.ts";
import { icons } from "./icons.ts";
import type { onDemand as OnDemand } from "./on-demand.ts";
import { fileBeside } from "./script-url.ts";
import { BookingStore } from "./store/booking-store.ts";
import { TimesStore } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";
import { createFormats } from "./time/formats.ts";
import { nameOfZone } from "./time/zone-name.ts";

/** What the files beside the script take from it, so that a page has one of each. */
const shared = {
  html,
  nothing,
  BookingPart,
  register,
  createEmit,
  icons,
  BookingStore,
  TimesStore,
  baseStyles,
  themeStyles,
  createFormats,
  nameOfZone,
};

/** A part is installed once, however often it is asked for. */
function load(name: string) {
  let part: Promise<unknown> | undefined;
  const install = () => import(fileBeside(`parts/${name}.js`)).then((file) => file.install(shared));
  return () => (part ??= install());
}

/** `onDemand` of the script-tag file: the elements are files in the folder `parts` beside it. */
export const onDemand = {
  timeZone: load("booking-time-zone"),
  popup: load("booking-popup"),
} as typeof OnDemand;
