import { IntegrationError, type Notification } from "@slotkit/core";
import { isOffFor } from "./is-off-for.ts";
import { loadWords } from "./load-words.ts";
import { isMailAddress, type MailAddress } from "./mail-address.ts";
import { mailFactsOf } from "./mail-facts.ts";
import type { MailMessage } from "./mail-message.ts";
import { singleLine } from "./plain-text.ts";
import type { Templates } from "./templates.ts";
import { writeCalendar } from "./write-calendar.ts";

export interface ComposeMailOptions {
  from: MailAddress;
  replyTo: MailAddress | null;
  brandName: string | null;
  templates: Templates;
  /** BCP 47; of readers whose own language is not known. */
  language: string;
  hourCycle: "h12" | "h23" | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Turns a notification into a mail.
 *
 * @throws {IntegrationError} `permanent` when the recipient's address is not one we send to.
 */
export async function composeMail(notification: Notification, options: ComposeMailOptions): Promise<MailMessage> {
  const { kind, booking, icalUid, sequence, recipient } = notification;
  const { from, templates, brandName, language, hourCycle, now } = options;
  if (!isMailAddress(recipient.email)) throw unfitAddress(notification);
  const reader = await loadWords([recipient.language, language]);
  const content = templates[kind](mailFactsOf(notification, { ...reader, brandName, hourCycle }));
  // A refused request has been on the attendee's calendar as tentative since its first mail, so it is taken off again;
  // programs that never saw it ignore a CANCEL.
  const method = isOffFor(notification) ? "CANCEL" : "REQUEST";
  return {
    ...content,
    subject: singleLine(content.subject),
    from,
    to: { name: singleLine(recipient.name), email: recipient.email },
    replyTo: replyAddress(notification, options),
    messageId: messageIdOf(notification.id, from),
    // Keeps holiday notices and other robots from answering (RFC 3834; the second is Microsoft's).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" },
    calendar: {
      method,
      filename: method === "CANCEL" ? "cancel.ics" : "invite.ics",
      content: writeCalendar({ booking, icalUid, sequence, method, sender: from, stamp: now }),
    },
  };
}

/** Host and attendee answer each other, unless the host application has a desk for that. */
function replyAddress({ audience, booking }: Notification, { replyTo }: ComposeMailOptions): MailAddress | null {
  const host = booking.hosts[0];
  const other = audience === "host" ? booking.attendee : host;
  if (audience === "attendee" && replyTo) return replyTo;
  if (!other?.email || !isMailAddress(other.email)) return null;
  return { name: singleLine(other.name), email: other.email };
}

/** The id as an atom of RFC 5322, so that no two ids become one. */
function messageIdOf(id: string, from: MailAddress): string {
  const atom = encodeURIComponent(id).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `<${atom}@${from.email.slice(from.email.lastIndexOf("@") + 1)}>`;
}

function unfitAddress({ audience }: Notification): IntegrationError {
  return new IntegrationError("permanent", `The ${audience}'s e-mail address is not one that mail is sent to.`, {
    remedy: "Correct the address. It must be plain, such as ada@example.com: no quotes, comments or non-ASCII letters.",
    reason: "address",
  });
}
