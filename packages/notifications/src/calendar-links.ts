import type { BookingSnapshot } from "@slotkit/core";
import type { MailLink } from "./mail-page.ts";
import { multiLine, singleLine } from "./plain-text.ts";

// Kept short: mail programs cut links at about two thousand characters.
const longestDetails = 400;

/**
 * Links that open a calendar on the web with the meeting filled in.
 *
 * Each makes an entry of its own, which no later mail can move: the calendar file is the better way where it works.
 */
export function calendarLinks(booking: BookingSnapshot): MailLink[] {
  return [
    { text: "Google", href: googleLink(booking) },
    { text: "Outlook", href: outlookLink("https://outlook.live.com/calendar/0/action/compose", booking) },
    { text: "Microsoft 365", href: outlookLink("https://outlook.office.com/calendar/0/action/compose", booking) },
    { text: "Yahoo", href: yahooLink(booking) },
  ];
}

function googleLink({ start, end, eventType }: BookingSnapshot): string {
  return link("https://calendar.google.com/calendar/render", {
    action: "TEMPLATE",
    text: singleLine(eventType.title),
    dates: `${basicInstant(start)}/${basicInstant(end)}`,
    ...placeOf(eventType, "location", "details"),
  });
}

function outlookLink(address: string, { start, end, eventType }: BookingSnapshot): string {
  return link(address, {
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: singleLine(eventType.title),
    startdt: new Date(start).toISOString(),
    enddt: new Date(end).toISOString(),
    ...placeOf(eventType, "location", "body"),
  });
}

function yahooLink({ start, end, eventType }: BookingSnapshot): string {
  return link("https://calendar.yahoo.com/", {
    v: "60",
    title: singleLine(eventType.title),
    st: basicInstant(start),
    et: basicInstant(end),
    ...placeOf(eventType, "in_loc", "desc"),
  });
}

function placeOf(
  { location, description }: BookingSnapshot["eventType"],
  placeName: string,
  detailsName: string,
): Record<string, string> {
  return {
    ...(location ? { [placeName]: singleLine(location) } : {}),
    ...(description ? { [detailsName]: multiLine(description, longestDetails) } : {}),
  };
}

/** Spaces as `%20`: some of these calendars show a `+` as it stands. */
function link(address: string, parameters: Readonly<Record<string, string>>): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}?${query.join("&")}`;
}

/** `20261120T130000Z`. */
function basicInstant(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
