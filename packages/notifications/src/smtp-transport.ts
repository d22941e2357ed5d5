import { createTransport, type SendMailOptions, type SMTPPoolOptions, type SMTPTransportOptions } from "nodemailer";
import { classifyMailError } from "./classify-mail-error.ts";
import type { MailAddress } from "./mail-address.ts";
import type { MailMessage, SendMail } from "./mail-message.ts";
import { rejectOnAbort } from "./reject-on-abort.ts";

/** How to reach the mail server, in nodemailer's words. With `pool: true` connections are kept; then call `close()` at the end. */
export type SmtpOptions = SMTPTransportOptions | (SMTPPoolOptions & { pool: true });

/** A mail server that mail is handed to. */
export interface SmtpTransport {
  /** @throws {IntegrationError} */
  send: SendMail;
  /** Connects and logs in, without sending. @throws {IntegrationError} */
  verify(options: { signal: AbortSignal }): Promise<void>;
  close(): void;
}

/** A server that says nothing must not hold a delivery for nodemailer's ten minutes. */
const patience = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends through one SMTP server. Opens no connection before the first mail. */
export function createSmtpTransport(server: string | SmtpOptions): SmtpTransport {
  const options = typeof server === "string" ? { url: server } : server;
  // A pool may send anew on its own when a connection breaks, and cannot know whether the first mail had arrived. Repeats
  // are the outbox's to decide.
  const once = { ...patience, ...options, maxRequeues: 0 };
  const transporter = createTransport(once);
  // A pool reports here what it has also told the waiting send; without a listener it would end the process.
  transporter.on("error", () => undefined);
  // The mail is read to its end only once the server has agreed to take it. A connection that breaks earlier has
  // delivered nothing; one that breaks later may have.
  transporter.use("stream", ({ message, data }, done) => {
    message.processFunc((mail) => mail.once("end", () => (data as WatchedMail).onHandedOver()));
    done();
  });

  return {
    async send(message, { signal }) {
      let handedOver = false;
      const mail: WatchedMail = {
        ...nodemailerMessage(message),
        signal,
        onHandedOver: () => {
          handedOver = true;
        },
      };
      try {
        await transporter.sendMail(mail);
      } catch (error) {
        throw classifyMailError(error, handedOver);
      }
    },
    async verify({ signal }) {
      try {
        await Promise.race([transporter.verify(), rejectOnAbort(signal)]);
      } catch (error) {
        throw classifyMailError(error, false);
      }
    },
    close: () => transporter.close(),
  };
}

interface WatchedMail extends SendMailOptions {
  /** Told when the whole mail has left for the server. */
  onHandedOver(): void;
}

function nodemailerMessage({ from, to, replyTo, calendar, ...rest }: MailMessage): SendMailOptions {
  return {
    ...rest,
    from: nodemailerAddress(from),
    to: nodemailerAddress(to),
    ...(replyTo ? { replyTo: nodemailerAddress(replyTo) } : {}),
    icalEvent: calendar,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** As fields, so that nothing has to be parsed again. */
function nodemailerAddress({ name, email }: MailAddress) {
  return { name, address: email };
}
