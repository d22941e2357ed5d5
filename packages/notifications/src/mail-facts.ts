import type { Answer, BookingSnapshot, Notification } from "@slotkit/core";
import { describeWhen, type When } from "./describe-when.ts";
import { googleCalendarLink } from "./google-calendar-link.ts";
import type { MailDetail } from "./mail-page.ts";
import { multiLine, singleLine } from "./plain-text.ts";
import { webLink } from "./web-link.ts";

/** What a template has to work with: the notification, and what most templates would make of it. */
export interface MailFacts {
  notification: Notification;
  /** Who sends the mails, for people; null for none. */
  brandName: string | null;
  /** Of the event type, on one line. */
  title: string;
  /** In the recipient's zone. */
  when: When;
  /** The time the recipient was told before, when it differs. */
  previousWhen: When | null;
  attendeeName: string;
  /** `Ada Lovelace and Grace Hopper`. */
  hostNames: string;
  /** `3 of 8 seats are taken.`, to hosts of a session; null elsewhere. */
  seats: string | null;
  /** Where, who, notes, reason: what this recipient may know. */
  details: readonly MailDetail[];
  /** Where the attendee can move or cancel; null when there is no such page or it is not http(s). */
  manageUrl: string | null;
  /** Opens Google Calendar with the meeting filled in. */
  googleCalendarUrl: string;
}

/** Gathers what a mail may say. @throws {RangeError} when the runtime does not know the recipient's zone. */
export function mailFactsOf(notification: Notification, brandName: string | null): MailFacts {
  const { booking, recipient, previousStart, manageUrl, audience, session } = notification;
  const { start, end, eventType, hosts, attendee } = booking;
  const durationMs = end - start;
  const names = hosts.map(({ name }) => singleLine(name, 80));
  return {
    notification,
    brandName,
    title: singleLine(eventType.title, 120),
    when: describeWhen(start, end, recipient.timeZone),
    previousWhen:
      previousStart === null ? null : describeWhen(previousStart, previousStart + durationMs, recipient.timeZone),
    attendeeName: singleLine(attendee.name, 80),
    hostNames: new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names) || "the host",
    seats: seatsText(session),
    details: [
      ...whereDetails(eventType.location),
      ...(audience === "host" ? attendeeDetails(booking) : hostDetails(names)),
      ...sessionDetails(notification),
      ...textDetail("Notes", booking.notes),
      ...textDetail("Reason", booking.reason),
    ],
    manageUrl: manageUrl === null ? null : webLink(manageUrl),
    googleCalendarUrl: googleCalendarLink(booking),
  };
}

function whereDetails(location: string | null): MailDetail[] {
  return location ? [{ label: "Where", text: singleLine(location), href: webLink(location) }] : [];
}

function hostDetails(names: readonly string[]): MailDetail[] {
  return names.length > 0 ? [{ label: "With", text: names.join("\n") }] : [];
}

function attendeeDetails({ attendee, guests, labelledAnswers }: BookingSnapshot): MailDetail[] {
  const { name, email, company, phone } = attendee;
  const who = [name, email, company, phone]
    .filter((text) => text !== null && text !== "")
    .map((text) => singleLine(text as string));
  return [
    { label: "Who", text: who.join("\n") },
    ...textDetail("Guests", guests.map((guest) => singleLine(guest)).join("\n")),
    ...labelledAnswers.flatMap(({ label, answer }) => textDetail(singleLine(label, 60), answerText(answer))),
  ];
}

function seatsText(session: Notification["session"]): string | null {
  if (!session?.seats) return null;
  const { taken, capacity } = session.seats;
  return taken === 0 ? "Nobody has a seat any more." : `${taken} of ${capacity} seats are taken.`;
}

/** Who else comes. */
function sessionDetails({ session, booking }: Notification): MailDetail[] {
  const others = (session?.parties ?? []).filter(({ uid }) => uid !== booking.uid);
  const lines = others.map(({ attendee: { name, email }, guests, status }) => {
    const waits = status === "pending" ? ", not confirmed yet" : "";
    const more = guests.length === 0 ? "" : guests.length === 1 ? " and 1 guest" : ` and ${guests.length} guests`;
    return singleLine(`${name} (${email})${more}${waits}`);
  });
  return textDetail("Also in this session", lines.join("\n"));
}

function answerText(answer: Answer): string {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  return typeof answer === "object" ? answer.join("\n") : String(answer);
}

function textDetail(label: string, text: string | null): MailDetail[] {
  const cleaned = text === null ? "" : multiLine(text);
  return cleaned ? [{ label, text: cleaned }] : [];
}
