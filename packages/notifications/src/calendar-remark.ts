import type { Notification } from "@slotkit/core";
import { isOffFor } from "./is-off-for.ts";
import type { MailWords } from "./mail-words.ts";

/**
 * What a mail says of the recipient's calendar: true at the time of writing, and what is left to do by hand.
 *
 * The calendar of attendees and guests is reached by the file alone. Only a failed event changes the words: then no
 * invitation of the host's calendar will follow.
 */
export function calendarRemark(notification: Notification, words: Pick<MailWords, "calendar">): string {
  const { audience, calendar, session } = notification;
  // The entry of a session stays as long as somebody has a seat in it.
  const gone = isOffFor(notification) && (session === null || session.parties.length === 0);
  if (audience === "host") return words.calendar[gone ? "hostGone" : "hostLive"][calendar];
  return words.calendar[gone ? "attendeeGone" : "attendeeLive"][calendar];
}
