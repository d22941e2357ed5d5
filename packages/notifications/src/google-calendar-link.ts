import type { BookingSnapshot } from "@slotkit/core";
import { multiLine, singleLine } from "./plain-text.ts";

/**
 * A link that opens Google Calendar with the meeting filled in.
 *
 * It makes an entry of its own, which no later mail can move: the calendar file is the better way where it works.
 */
export function googleCalendarLink({ start, end, eventType }: BookingSnapshot): string {
  const link = new URL("https://calendar.google.com/calendar/render");
  link.searchParams.set("action", "TEMPLATE");
  link.searchParams.set("text", singleLine(eventType.title));
  link.searchParams.set("dates", `${basicInstant(start)}/${basicInstant(end)}`);
  if (eventType.location) link.searchParams.set("location", singleLine(eventType.location));
  // Kept short: mail programs cut links at about two thousand characters.
  if (eventType.description) link.searchParams.set("details", multiLine(eventType.description, 400));
  return link.href;
}

/** `20261120T130000Z`. */
function basicInstant(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
