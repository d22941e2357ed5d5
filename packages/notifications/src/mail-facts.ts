import type { Answer, BookingSnapshot, Notification } from "@slotkit/core";
import { calendarLinks } from "./calendar-links.ts";
import { describeWhen, type When } from "./describe-when.ts";
import type { ReaderLanguage } from "./load-words.ts";
import type { MailDetail, MailLink } from "./mail-page.ts";
import type { MailWords } from "./mail-words.ts";
import { multiLine, singleLine } from "./plain-text.ts";
import { webLink } from "./web-link.ts";

/** What a template has to work with: the notification, and what most templates would make of it. */
export interface MailFacts {
  notification: Notification;
  /** The words of the reader's language, and the tag by which dates are written. */
  words: MailWords;
  locale: string;
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
  /** Open calendars on the web with the meeting filled in. */
  calendarLinks: readonly MailLink[];
}

/** Who the mails come from, and how this reader reads. */
export interface MailFactsOptions extends ReaderLanguage {
  brandName: string | null;
  hourCycle: "h12" | "h23" | undefined;
}

/** Gathers what a mail may say. @throws {RangeError} when the runtime does not know the recipient's zone. */
export function mailFactsOf(
  notification: Notification,
  { brandName, words, locale, hourCycle }: MailFactsOptions,
): MailFacts {
  const { booking, recipient, previousStart, manageUrl, audience, session } = notification;
  const { start, end, eventType, hosts, attendee } = booking;
  const durationMs = end - start;
  const { timeZone } = recipient;
  const whenOf = (from: number) =>
    describeWhen(from, from + durationMs, { timeZone, locale, hourCycle, onDate: words.onDate });
  const { labels } = words;
  const names = hosts.map(({ name }) => singleLine(name, 80));
  return {
    notification,
    brandName,
    words,
    locale,
    title: singleLine(eventType.title, 120),
    when: whenOf(start),
    previousWhen: previousStart === null ? null : whenOf(previousStart),
    attendeeName: singleLine(attendee.name, 80),
    hostNames: new Intl.ListFormat(locale, { type: "conjunction" }).format(names) || words.theHost,
    seats: session?.seats ? words.seatsTaken(session.seats.taken, session.seats.capacity) : null,
    details: [
      ...whereDetails(labels.where, eventType.location),
      ...(audience === "host" ? attendeeDetails(booking, words) : textDetail(labels.with, names.join("\n"))),
      ...(audience === "guest" ? textDetail(labels.who, singleLine(attendee.name)) : []),
      ...sessionDetails(notification, words),
      // Notes are between attendee and host.
      ...(audience === "guest" ? [] : textDetail(labels.notes, booking.notes)),
      ...textDetail(labels.reason, booking.reason),
    ],
    manageUrl: manageUrl === null ? null : webLink(manageUrl),
    calendarLinks: calendarLinks(booking),
  };
}

function whereDetails(label: string, location: string | null): MailDetail[] {
  return location ? [{ label, text: singleLine(location), href: webLink(location) }] : [];
}

function attendeeDetails({ attendee, guests, labelledAnswers }: BookingSnapshot, words: MailWords): MailDetail[] {
  const { name, email, company, phone } = attendee;
  const who = [name, email, company, phone]
    .filter((text) => text !== null && text !== "")
    .map((text) => singleLine(text as string));
  return [
    { label: words.labels.who, text: who.join("\n") },
    ...textDetail(words.labels.guests, guests.map((guest) => singleLine(guest)).join("\n")),
    ...labelledAnswers.flatMap(({ label, answer }) => textDetail(singleLine(label, 60), answerText(answer, words))),
  ];
}

/** Who else comes. */
function sessionDetails({ session, booking }: Notification, words: MailWords): MailDetail[] {
  const others = (session?.parties ?? []).filter(({ uid }) => uid !== booking.uid);
  const lines = others.map(({ attendee: { name, email }, guests, status }) =>
    singleLine(words.seatLine({ person: `${name} (${email})`, guests: guests.length, waits: status === "pending" })),
  );
  return textDetail(words.alsoInSession, lines.join("\n"));
}

function answerText(answer: Answer, { yes, no }: MailWords): string {
  if (typeof answer === "boolean") return answer ? yes : no;
  return typeof answer === "object" ? answer.join("\n") : String(answer);
}

function textDetail(label: string, text: string | null): MailDetail[] {
  const cleaned = text === null ? "" : multiLine(text);
  return cleaned ? [{ label, text: cleaned }] : [];
}
