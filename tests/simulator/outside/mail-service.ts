import type { Notification, Notifier } from "@slotkit/core";
import type { MailFact } from "../audit/facts.ts";
import type { OutsideLine } from "../server/outside-line.ts";

/** Where mails go. */
export interface MailService {
  readonly mails: readonly MailFact[];
  /** Takes a mail for delivery. @returns How to note that the sender knows. */
  accept(notification: Notification, sender: string): () => void;
}

export function createMailService(now: () => number): MailService {
  const mails: { -readonly [Key in keyof MailFact]: MailFact[Key] }[] = [];
  return {
    mails,
    accept({ id, kind, audience, recipient, booking, manageUrl }, sender) {
      const { uid, version, status, start } = booking;
      const mail = {
        at: now(),
        messageId: id,
        to: recipient.email,
        audience,
        kind,
        bookingUid: uid,
        version,
        status,
        start,
        manageUrl,
        sender,
        acknowledged: false,
      };
      mails.push(mail);
      return () => {
        mail.acknowledged = true;
      };
    },
  };
}

/** A notifier that hands mails over a line. */
export function plainNotifier(service: MailService, line: OutsideLine): Notifier {
  return {
    name: "plain",
    async send(notification, { signal } = {}) {
      const { kind, audience, booking } = notification;
      const what = `mail "${kind}" of ${booking.uid} version ${booking.version} to ${audience}`;
      const acknowledge = await line.call(what, () => service.accept(notification, line.sender), { signal });
      acknowledge();
    },
    async check({ signal } = {}) {
      await line.call("check", () => undefined, { signal });
      return { state: "ok", latencyMs: 0, detail: null };
    },
  };
}
