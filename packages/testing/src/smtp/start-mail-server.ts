import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { createMailFaultScript, type MailFault, type MailFaultScript } from "./mail-fault-script.ts";
import { type MailEnvelope, parseMessage, type ReceivedMessage } from "./received-message.ts";

export interface MailServerOptions {
  /** Default: any free port. */
  port?: number;
  /** Called for each mail once it is kept and before the sender is told. */
  onMessage?: (message: ReceivedMessage) => void;
}

export interface WaitOptions {
  /** Real milliseconds. Default: 5000. */
  timeoutMs?: number;
}

export interface MailServer {
  /** `smtp://127.0.0.1:port`. */
  readonly url: string;
  /** In order of arrival. A mail is listed before its sender hears that it was taken. */
  readonly messages: readonly ReceivedMessage[];
  readonly faults: MailFaultScript;
  /**
   * The first mail, arrived or yet to arrive, that `predicate` accepts.
   *
   * @throws {Error} after `timeoutMs`, listing the subjects that did arrive.
   */
  waitForMessage(predicate: (message: ReceivedMessage) => boolean, options?: WaitOptions): Promise<ReceivedMessage>;
  /** Forgets every mail. */
  clear(): void;
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
}

/** Starts an SMTP server on this machine that takes every mail, keeps it and shows what it got. It sends nothing on. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const faults = createMailFaultScript();
  const messages: ReceivedMessage[] = [];
  const watchers = new Set<(message: ReceivedMessage) => void>();
  const sockets = new Set<Socket>();

  const keep = async (source: Buffer, envelope: MailEnvelope) => {
    const message = await parseMessage(source, envelope);
    messages.push(message);
    for (const watch of watchers) watch(message);
    options.onMessage?.(message);
  };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(rejection(faults.match("rcpt"))),
    onData: (stream, session, callback) => {
      const fault = faults.match("data");
      const receive = async () => {
        const source = await buffer(stream);
        if (fault === undefined || (fault.kind === "drop" && fault.commit)) await keep(source, envelopeOf(session));
        if (fault?.kind === "drop") return socketOf(sockets, session)?.resetAndDestroy();
        callback(rejection(fault));
      };
      receive().catch(callback);
    },
  });
  // A peer that breaks off is the peer's affair; without a listener it would end the process.
  server.on("error", () => {});
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const listening = server.listen(options.port ?? 0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    faults,
    waitForMessage: (predicate, { timeoutMs = 5_000 } = {}) =>
      new Promise((resolve, reject) => {
        const arrived = messages.find(predicate);
        if (arrived) return resolve(arrived);
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`no such mail within ${timeoutMs} ms; arrived: ${subjects(messages)}`));
        }, timeoutMs);
        const watch = (message: ReceivedMessage) => {
          if (!predicate(message)) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(message);
        };
        watchers.add(watch);
      }),
    clear: () => {
      messages.length = 0;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** The answer of a `reject` as smtp-server wants it, `null` for every other fault. */
function rejection(fault: MailFault | undefined): Error | null {
  if (fault?.kind !== "reject") return null;
  return Object.assign(new Error(fault.message ?? "scripted refusal"), { responseCode: fault.code });
}

function envelopeOf({ envelope }: SMTPServerSession): MailEnvelope {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: envelope.rcptTo.map((recipient) => recipient.address),
  };
}

function socketOf(sockets: ReadonlySet<Socket>, session: SMTPServerSession): Socket | undefined {
  return [...sockets].find((socket) => socket.remotePort === session.remotePort);
}

function subjects(messages: readonly ReceivedMessage[]): string {
  return messages.length === 0 ? "none" : messages.map((message) => JSON.stringify(message.subject)).join(", ");
}
