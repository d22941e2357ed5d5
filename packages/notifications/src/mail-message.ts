import type { MailAddress } from "./mail-address.ts";
import type { CalendarMethod } from "./write-calendar.ts";

/** A mail to one person, ready for any transport. Every text is clean of controls; addresses are strict. */
export interface MailMessage {
  from: MailAddress;
  to: MailAddress;
  replyTo: MailAddress | null;
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets; the same for every repeat of this message, so that receivers can drop the second. */
  messageId: string;
  /** Further headers by name. */
  headers: Readonly<Record<string, string>>;
  /** To be sent as a `text/calendar` alternative with its method and as an attachment of this name. */
  calendar: { method: CalendarMethod; filename: string; content: string };
}

/**
 * Hands a mail over for delivery and resolves once it is taken. Rejects when it was not taken; an `IntegrationError`
 * passes as it is, nodemailer's errors are understood, anything else counts as passing and is tried again.
 * `signal` aborts when nobody waits any longer.
 */
export type SendMail = (message: MailMessage, options: { signal: AbortSignal }) => Promise<void>;
