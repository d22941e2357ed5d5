import type { Answer, BookingSnapshot } from "@slotkit/core";
import { capOctets, cleanLine, cleanText } from "./clean-text.ts";
import { escapeHtml } from "./escape-html.ts";
import type { EventAttendee } from "./event-answer.ts";
import { type EventMark, eventMark } from "./event-mark.ts";

/** Octets of UTF-8. Google documents 8192 characters for the description and nothing for the rest. */
const maxOctets = { summary: 1024, location: 1024, description: 8192, line: 1024 };

/** The fields of an event that we own. */
export interface CalendarEvent {
  status: "confirmed" | "tentative";
  summary: string;
  description: string;
  location: string;
  start: { dateTime: string; timeZone: string };
  end: { dateTime: string; timeZone: string };
  transparency: "opaque";
  extendedProperties: { private: EventMark };
  attendees?: EventAttendee[];
  guestsCanSeeOtherGuests?: boolean;
}

/** How events are written. */
export interface CalendarEventOptions {
  /** Invite attendee and guests through Google. They then read the event, so it tells no more than each may know. */
  invite: boolean;
}

/** The event that a booking should have. Empty texts are kept, so that writing them clears what stood there. */
export function toCalendarEvent(booking: BookingSnapshot, { invite }: CalendarEventOptions): CalendarEvent {
  const { start, end, timeZone, eventType, attendee } = booking;
  return {
    status: booking.status === "pending" ? "tentative" : "confirmed",
    summary: cleanLine(`${eventType.title}: ${attendee.name}`, maxOctets.summary),
    description: describe(invite ? publicLines(booking) : [...publicLines(booking), "", ...privateLines(booking)]),
    location: cleanLine(eventType.location ?? "", maxOctets.location),
    start: { dateTime: new Date(start).toISOString(), timeZone },
    end: { dateTime: new Date(end).toISOString(), timeZone },
    transparency: "opaque",
    extendedProperties: { private: eventMark(booking) },
    ...(invite ? { attendees: inviteAll(booking), guestsCanSeeOtherGuests: false } : {}),
  };
}

/** Google hides events from careful people when they are added with any other response than this. */
function inviteAll({ attendee, guests }: BookingSnapshot): EventAttendee[] {
  const invited = (email: string) => ({ email, responseStatus: "needsAction" });
  return [
    { ...invited(attendee.email), displayName: cleanLine(attendee.name, maxOctets.line) },
    ...guests.map(invited),
  ];
}

function publicLines({ eventType }: BookingSnapshot): string[] {
  return eventType.description === null ? [] : [cleanText(eventType.description)];
}

function privateLines({ attendee, guests, hosts, answers, notes, reason, uid }: BookingSnapshot): string[] {
  const facts: [label: string, value: string | null][] = [
    ["Name", attendee.name],
    ["E-mail", attendee.email],
    ["Phone", attendee.phone],
    ["Company", attendee.company],
    ["Guests", guests.join(", ")],
    ["Hosts", hosts.length > 1 ? hosts.map(({ name }) => name).join(", ") : null],
    ...Object.entries(answers).map(([question, answer]): [string, string] => [question, describeAnswer(answer)]),
    ["Reason of the last change", reason],
    ["Booking", uid],
  ];
  const lines = facts
    .filter(([, value]) => value)
    .map(([label, value]) => cleanLine(`${label}: ${value}`, maxOctets.line));
  return notes === null ? lines : [...lines, "", cleanText(notes)];
}

function describeAnswer(answer: Answer): string {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  return typeof answer === "object" ? answer.join(", ") : String(answer);
}

/** Google shows the description as HTML and keeps its line breaks. */
function describe(lines: readonly string[]): string {
  return capOctets(lines.join("\n").trim(), maxOctets.description, escapeHtml);
}
