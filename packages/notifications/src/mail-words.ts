import type { NotificationKind, SyncState } from "@slotkit/core";

/** Who reads a mail. */
export type Audience = "attendee" | "guest" | "host";

/** What a sentence may name. Plain text throughout. */
export interface WordFacts {
  /** Of the event type. */
  title: string;
  /** `Fri, 20 Nov 2026, 14:00`. */
  when: string;
  attendee: string;
  /** `Ada Lovelace and Grace Hopper`. */
  hosts: string;
  /** The new time has yet to be confirmed. */
  waits: boolean;
  /** The booking is a seat in a session. */
  isSeat: boolean;
  /** `3 of 8 seats are taken.`, to hosts of a session; null elsewhere. */
  seats: string | null;
}

/** The words of one mail. */
export interface News {
  subject: string;
  heading: string;
  intro: string;
}

export type NewsWords = (facts: WordFacts) => News;

/** What a mail says of the reader's calendar, by how far the host's event has come. */
export type CalendarRemarks = Readonly<Record<SyncState, string>>;

/** Every word of the mails in one language. */
export interface MailWords {
  /** BCP 47; how dates, times and lists are written where the reader's own tag names no region. */
  locale: string;
  news: Readonly<Record<NotificationKind, Readonly<Record<Audience, NewsWords>>>>;
  badges: Readonly<Record<NotificationKind | "handedOn", string>>;
  labels: Readonly<
    Record<
      "what" | "when" | "wasPlannedFor" | "insteadOf" | "where" | "with" | "who" | "guests" | "notes" | "reason",
      string
    >
  >;
  /** `3 of 8 seats are taken.` */
  seatsTaken(taken: number, capacity: number): string;
  alsoInSession: string;
  /** `Alan Example (alan@example.org) and 1 guest, not confirmed yet`. */
  seatLine(seat: { person: string; guests: number; waits: boolean }): string;
  yes: string;
  no: string;
  /** Stands for hosts without a name. */
  theHost: string;
  /** A second date behind a time: `23:30 – 00:30 on Friday, 20 November 2026`. */
  onDate(date: string): string;
  moveOrCancel: string;
  /** `Add to your calendar:` before the links. */
  addToCalendar: string;
  keepLink: string;
  calendar: Readonly<Record<"hostLive" | "hostGone" | "attendeeLive" | "attendeeGone", CalendarRemarks>>;
  /** Why the reader gets this, after the name of the sender, which may be missing. */
  because(brandName: string | null, audience: Audience): string;
  reference(uid: string): string;
}
