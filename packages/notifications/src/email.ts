import {
  type CallOptions,
  IntegrationError,
  type IntegrationHealth,
  isIntegrationError,
  type Notification,
  type Notifier,
} from "@slotkit/core";
import { classifyMailError } from "./classify-mail-error.ts";
import { composeMail } from "./compose-mail.ts";
import { type EmailOptions, type EmailSettings, readEmailOptions } from "./email-options.ts";
import type { MailMessage, SendMail } from "./mail-message.ts";
import { rejectOnAbort } from "./reject-on-abort.ts";
import { createSmtpTransport, type SmtpTransport } from "./smtp-transport.ts";
import { withTimeLimit } from "./with-time-limit.ts";
import { writeCalendar } from "./write-calendar.ts";

/** Tells people by mail. */
export interface EmailNotifier extends Notifier {
  readonly name: "email";
  calendarFile: NonNullable<Notifier["calendarFile"]>;
  /** Closes kept connections (`pool: true`); nothing to do otherwise. */
  close(): void;
}

/**
 * Creates the notifier that writes mails with a calendar file and hands them to a mail server.
 *
 * Every mail goes to one person. A repeat of the same notification has the same Message-ID. No connection is opened here:
 * `check()` does.
 *
 * @throws {ConfigurationError} when an option is wrong, with its name, what it received and the remedy.
 */
export function email(options: EmailOptions): EmailNotifier {
  const settings = readEmailOptions(options);
  const { from, timeoutMs, clock } = settings;
  const transport =
    typeof settings.transport === "function"
      ? functionTransport(settings.transport)
      : createSmtpTransport(settings.transport);
  const inTime = <T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal) =>
    withTimeLimit(work, { timeoutMs, clock, signal });

  return {
    name: "email",
    async send(notification, { signal } = {}) {
      const message = await compose(notification, settings);
      await inTime((stop) => transport.send(message, { signal: stop }), signal);
    },
    calendarFile: ({ booking, icalUid, sequence }) =>
      // Stamped with the booking's own time and not with now: the same booking gives the same file.
      writeCalendar({ booking, icalUid, sequence, method: "PUBLISH", sender: from, stamp: booking.createdAt }),
    async check({ signal }: CallOptions = {}): Promise<IntegrationHealth> {
      const startedAt = clock.monotonicMs();
      const detail = await inTime((stop) => transport.verify({ signal: stop }), signal).then(
        () => null,
        describeFailure,
      );
      return { state: detail === null ? "ok" : "down", latencyMs: clock.monotonicMs() - startedAt, detail };
    },
    close: () => transport.close(),
  };
}

/** A template that fails, or a zone this runtime does not know, fails again however often it is tried. */
async function compose(notification: Notification, settings: EmailSettings): Promise<MailMessage> {
  try {
    return await composeMail(notification, { ...settings, now: settings.clock.now() });
  } catch (error) {
    if (isIntegrationError(error)) throw error;
    const name = error instanceof Error ? error.name : typeof error;
    throw new IntegrationError("permanent", `The mail "${notification.kind}" could not be written (${name}).`, {
      remedy: "Mend the template, or the recipient's time zone, and retry.",
      cause: error,
    });
  }
}

/** A function cannot be asked whether it would work; the first mail tells. */
function functionTransport(send: SendMail): SmtpTransport {
  return {
    async send(message, { signal }) {
      let started = false;
      try {
        signal.throwIfAborted();
        started = true;
        await Promise.race([send(message, { signal }), rejectOnAbort(signal)]);
      } catch (error) {
        // A function that rejects says that the mail was not taken; one that is still at it has not said anything.
        throw classifyMailError(error, started && signal.aborted);
      }
    },
    verify: async () => undefined,
    close: () => undefined,
  };
}

function describeFailure(error: unknown): string {
  const { message, remedy } = classifyMailError(error, false);
  return `${message} ${remedy}`;
}
