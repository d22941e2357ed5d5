import type { LitElement } from "lit";
import type { BookingEvent, BookingEventName } from "../events.ts";

/** What a template may set on an element: its own properties, each by its name, and a listener for each event. */
export type ElementProps<Element extends LitElement> = Settable<Element> & Listeners;

/** An element's own properties, without what every element has, without methods, and without what cannot be set. */
type Settable<Element> = Partial<{
  [Name in Exclude<keyof Element, keyof LitElement> as Element[Name] extends (...args: never[]) => unknown
    ? never
    : Name]: Element[Name];
}>;

type Listeners = { [Name in BookingEventName as `on${Name}`]?: (event: BookingEvent<Name>) => void };

/** The elements by their tags. */
export type BookingElements = Pick<HTMLElementTagNameMap, Extract<keyof HTMLElementTagNameMap, `booking-${string}`>>;
