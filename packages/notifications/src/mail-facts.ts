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
  /** Where, who, notes, reason: what this recipient may know. */
  details: readonly MailDetail[];
  /** Where the attendee can move or cancel; null when there is no such page or it is not http(s). */
  manageUrl: string | null;
  /** Opens Google Calendar with the meeting filled in. */
  googleCalendarUrl: string;
}

/** Gathers what a mail may say. @throws {RangeError} when the runtime does not know the recipient's zone. */
export function mailFactsOf(notification: Notification, brandName: string | null): MailFacts {
  const { booking, recipient, previousStart, manageUrl, audience } = notification;
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
    details: [
      ...whereDetails(eventType.location),
      ...(audience === "host" ? attendeeDetails(booking) : hostDetails(names)),
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

function answerText(answer: Answer): string {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  return typeof answer === "object" ? answer.join("\n") : String(answer);
}

function textDetail(label: string, text: string | null): MailDetail[] {
  const cleaned = text === null ? "" : multiLine(text);
  return cleaned ? [{ label, text: cleaned }] : [];
}
