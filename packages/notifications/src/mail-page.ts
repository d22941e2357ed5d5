import type { When } from "./describe-when.ts";
import type { MailWords } from "./mail-words.ts";

/** The mood of a mail, shown as the colour of its badge. */
export type MailTone = "agreed" | "waiting" | "moved" | "gone";

export interface MailLink {
  text: string;
  /** http or https. */
  href: string;
}

/** One line of the facts: `Where`, `Room 4`. */
export interface MailDetail {
  label: string;
  /** May have line breaks. */
  text: string;
  href?: string | null;
}

/** What a mail says, before it is laid out. Plain text throughout: the layout escapes it. */
export interface MailPage {
  subject: string;
  tone: MailTone;
  /** One word for the badge: `Confirmed`. */
  badge: string;
  heading: string;
  intro: string;
  title: string;
  when: When;
  /** The time it replaces, shown struck out. */
  previousWhen: When | null;
  /** Strikes out title and time: the meeting is off. */
  struckOut: boolean;
  details: readonly MailDetail[];
  /** The button. */
  action: MailLink | null;
  links: readonly MailLink[];
  /** What the reader has to do by hand, set off from the rest; null for nothing. */
  notice: string | null;
  /** Sentences below the facts. */
  remarks: readonly string[];
  /** Who sends this; null for none. */
  brandName: string | null;
  /** Small lines at the end. */
  footer: readonly string[];
  /** For what the layout says itself, such as the labels of what and when. */
  words: MailWords;
  /** BCP 47; the language of the page. */
  locale: string;
}

/** A mail ready to be sent. */
export interface MailContent {
  subject: string;
  text: string;
  html: string;
}
