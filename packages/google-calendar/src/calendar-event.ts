import type { Answer, EventParty, EventSnapshot } from "@slotkit/core";
import { capOctets, cleanLine, cleanText } from "./clean-text.ts";
import { escapeHtml } from "./escape-html.ts";
import type { EventAttendee } from "./event-answer.ts";
import { type EventMark, eventMark } from "./event-mark.ts";

/** Octets of UTF-8. Google documents 8192 characters for the description and nothing for the rest. */
const maxOctets = { summary: 1024, location: 1024, description: 8192, line: 1024 };

/** Google invites no more people to one event; further ones are invited by our own mails alone. */
const mostInvited = 200;

/** Somebody whom we invite. */
type InvitedAttendee = EventAttendee & { email: string };

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

/** The event that a booking or session should have. Empty texts are kept, so that writing them clears what stood there. */
export function toCalendarEvent(event: EventSnapshot, { invite }: CalendarEventOptions): CalendarEvent {
  const { start, end, timeZone, eventType } = event;
  const attendees = invite ? inviteAll(event) : [];
  return {
    status: event.status === "pending" ? "tentative" : "confirmed",
    summary: cleanLine(summaryOf(event, invite), maxOctets.summary),
    description: describe(invite ? publicLines(event) : [...publicLines(event), "", ...privateLines(event)]),
    location: cleanLine(eventType.location ?? "", maxOctets.location),
    start: { dateTime: new Date(start).toISOString(), timeZone },
    end: { dateTime: new Date(end).toISOString(), timeZone },
    transparency: "opaque",
    extendedProperties: {
      private: eventMark(
        event,
        attendees.map(({ email }) => email),
      ),
    },
    ...(invite ? { attendees, guestsCanSeeOtherGuests: event.showAttendees } : {}),
  };
}

/** A session with invitations says nothing of who or how many: everybody invited reads it. */
function summaryOf({ eventType, parties, seats }: EventSnapshot, invite: boolean): string {
  if (seats === null) return `${eventType.title}: ${parties.map(({ attendee }) => attendee.name).join(", ")}`;
  return invite ? eventType.title : `${eventType.title}: ${seats.taken} of ${seats.capacity}`;
}

/** Google hides events from careful people when they are added with any other response than this. */
function inviteAll({ parties }: EventSnapshot): InvitedAttendee[] {
  const people = parties.flatMap(({ attendee, guests }) => [
    { email: attendee.email, displayName: cleanLine(attendee.name, maxOctets.line) },
    ...guests.map((email) => ({ email })),
  ]);
  const addresses = people.map(({ email }) => email.toLowerCase());
  return people
    .filter((_, index) => addresses.indexOf(addresses[index] ?? "") === index)
    .slice(0, mostInvited)
    .map((person) => ({ ...person, responseStatus: "needsAction" }));
}

function publicLines({ eventType }: EventSnapshot): string[] {
  return eventType.description === null ? [] : [cleanText(eventType.description)];
}

/** What the host alone reads: the facts of each who comes, and of the event as a whole. */
function privateLines({ parties, hosts, uid, seats }: EventSnapshot): string[] {
  const hostNames = hosts.length > 1 ? hosts.map(({ name }) => name).join(", ") : null;
  const shared = linesOf([["Hosts", hostNames]]);
  if (seats === null) return parties.flatMap((party) => partyLines(party, shared));
  return [...shared, ...linesOf([["Session", uid]]), ...parties.flatMap((party) => ["", ...partyLines(party, [])])];
}

function partyLines(
  { attendee, guests, labelledAnswers, notes, reason, uid, status }: EventParty,
  shared: string[],
): string[] {
  const lines = [
    ...linesOf([
      ["Name", attendee.name],
      ["Status", status === "pending" ? "waits for confirmation" : null],
      ["E-mail", attendee.email],
      ["Phone", attendee.phone],
      ["Company", attendee.company],
      ["Guests", guests.join(", ")],
    ]),
    ...shared,
    ...linesOf([
      ...labelledAnswers.map(({ label, answer }): Fact => [label, describeAnswer(answer)]),
      ["Reason of the last change", reason],
      ["Booking", uid],
    ]),
  ];
  return notes === null ? lines : [...lines, "", cleanText(notes)];
}

type Fact = readonly [label: string, value: string | null];

function linesOf(facts: readonly Fact[]): string[] {
  return facts.filter(([, value]) => value).map(([label, value]) => cleanLine(`${label}: ${value}`, maxOctets.line));
}

function describeAnswer(answer: Answer): string {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  return typeof answer === "object" ? answer.join(", ") : String(answer);
}

/** Google shows the description as HTML and keeps its line breaks. */
function describe(lines: readonly string[]): string {
  return capOctets(lines.join("\n").trim(), maxOctets.description, escapeHtml);
}
