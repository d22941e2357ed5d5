import type { Notification, Notifier } from "@slotkit/core";
import type { MailFact } from "../audit/facts.ts";
import type { OutsideLine } from "../server/outside-line.ts";
/** Where mails go. */
export interface MailService {
  readonly mails: readonly MailFact[];
  /** Takes a mail for delivery. @returns How to note that the sender knows. */
  accept(notification: Notification, sender: string): () => void;
}
export declare function createMailService(now: () => number): MailService;
/** A notifier that hands mails over a line. */
export declare function plainNotifier(service: MailService, line: OutsideLine): Notifier;
