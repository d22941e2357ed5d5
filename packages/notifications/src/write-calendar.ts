import type { BookingSnapshot, BookingStatus, CalendarFileRequest } from "@slotkit/core";
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import { calendarZone } from "./calendar-zone.ts";
import { isMailAddress, type MailAddress } from "./mail-address.ts";
import { multiLine, singleLine } from "./plain-text.ts";

/** What the reader's program is to do with the file (RFC 5546): take an invitation, drop one, or offer it to a person. */
export type CalendarMethod = "REQUEST" | "CANCEL" | "PUBLISH";

export interface WriteCalendarOptions extends CalendarFileRequest {
  method: CalendarMethod;
  /** Whose mail carries the file; the organizer where no host has an address. */
  sender: MailAddress;
  /** When the file was made (DTSTAMP), epoch milliseconds. */
  stamp: number;
}

const statuses: Readonly<Record<BookingStatus, ICalEventStatus>> = {
  pending: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  completed: ICalEventStatus.CONFIRMED,
  rejected: ICalEventStatus.CANCELLED,
  cancelled: ICalEventStatus.CANCELLED,
};

/**
 * Writes one booking as an iCalendar file (RFC 5545), lines ended by CRLF.
 *
 * Times are told in the zone in which they were agreed, with its definition, and in UTC where that would not be exact. Texts are cleaned of controls before the writer escapes and folds
 * them; addresses that are not strict are left out, since the writer puts them down as they are.
 */
export function writeCalendar({ booking, icalUid, sequence, method, sender, stamp }: WriteCalendarOptions): string {
  const { eventType, start, end } = booking;
  const zone = calendarZone(booking.timeZone, start, end);
  const calendar = ical({
    prodId: { company: "SlotKit", product: "Bookings", language: "EN" },
    method: ICalCalendarMethod[method],
    ...(zone ? { timezone: { name: null, generator: () => zone.definition } } : {}),
  });
  calendar.createEvent({
    // The one field the writer does not escape.
    id: singleLine(icalUid, 255),
    sequence,
    stamp: new Date(stamp),
    created: new Date(booking.createdAt),
    start: zone ? zone.clockAt(start) : new Date(start),
    end: zone ? zone.clockAt(end) : new Date(end),
    ...(zone ? { timezone: zone.tzid } : {}),
    summary: singleLine(eventType.title),
    description: descriptionOf(booking),
    location: eventType.location ? singleLine(eventType.location) : null,
    status: statuses[booking.status],
    organizer: organizerOf(booking, sender),
    attendees: attendeesOf(booking),
  });
  const lines = calendar.toString();
  return lines.endsWith("\r\n") ? lines : `${lines}\r\n`;
}

function descriptionOf({ eventType, notes }: BookingSnapshot): string | null {
  const paragraphs = [eventType.description, notes].map((text) => multiLine(text ?? "")).filter(Boolean);
  return paragraphs.join("\n\n") || null;
}

/** The first host; `SENT-BY` says that we write in the host's name, as programs that compare it with `From` want to know. */
function organizerOf({ hosts: [first] }: BookingSnapshot, sender: MailAddress) {
  if (first?.email && isMailAddress(first.email)) {
    return { name: nameOf(first.name, first.email), email: first.email, sentBy: sender.email };
  }
  return { name: nameOf(first?.name ?? sender.name, sender.email), email: sender.email };
}

/** Hosts and attendee have agreed by booking; guests are yet to answer. */
function attendeesOf({ hosts, attendee, guests }: BookingSnapshot) {
  const hostsWithAddress = hosts.flatMap(({ name, email }) => (email === null ? [] : [{ name, email }]));
  const agreed = [
    ...hostsWithAddress.map((host) => ({ ...host, role: ICalAttendeeRole.CHAIR })),
    { name: attendee.name, email: attendee.email, role: ICalAttendeeRole.REQ },
  ].map((person) => ({ ...person, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }));
  const asked = guests.map((email) => ({
    name: email,
    email,
    role: ICalAttendeeRole.OPT,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: true,
  }));
  return [...agreed, ...asked]
    .filter(({ email }) => isMailAddress(email))
    .map((person) => ({ ...person, name: nameOf(person.name, person.email), type: ICalAttendeeType.INDIVIDUAL }));
}

/**
 * A name fit for a parameter, which knows no escapes in RFC 5545: those of RFC 6868 (`^`) show up raw in older programs,
 * and parsers have been seen to take a backslash for an escape and to lose their place. Never empty.
 */
function nameOf(name: string, email: string): string {
  const plain = name.replaceAll('"', "'").replace(/[\\^]/g, " ");
  return singleLine(plain) || email;
}
