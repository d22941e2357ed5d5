import { createServer, type Socket } from "node:net";
import { IntegrationError, type Notification } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { type MailServer, startMailServer } from "@slotkit/testing/smtp";
import fc from "fast-check";
import ICAL from "ical.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmailNotifier, email } from "./email.ts";
import type { MailMessage } from "./mail-message.ts";
import { bookingFixture, notificationFixture } from "./notification.fixture.ts";

const clock = createFakeClock({ startMs: Date.parse("2026-11-21T09:30:00Z") });
const from = "Acme <bookings@example.com>";
let server: MailServer;
let notifier: EmailNotifier;

beforeEach(async () => {
  server = await startMailServer();
  notifier = email({ transport: server.url, from, clock });
});
afterEach(() => server.close());

const sent = async (changes: Partial<Notification> = {}) => {
  await notifier.send(notificationFixture(changes));
  const message = server.messages.at(-1);
  if (!message) throw new Error("nothing arrived");
  return message;
};
const failureOf = (work: Promise<unknown>): Promise<IntegrationError> =>
  work.then(
    () => Promise.reject(new Error("it was sent")),
    (error: unknown) => error as IntegrationError,
  );

describe("email over SMTP", () => {
  it("sends one mail to one person, with text, HTML and the calendar file twice", async () => {
    const message = await sent();
    expect(message.envelope).toEqual({ from: "bookings@example.com", to: ["grace@example.com"] });
    expect(message.from).toEqual({ name: "Acme", address: "bookings@example.com" });
    expect(message.to).toEqual([{ name: "Grace Hopper", address: "grace@example.com" }]);
    expect(message.subject).toBe("Confirmed: Introduction call on Wed, 25 Nov 2026, 08:00");
    expect(message.text).toContain("Your booking is confirmed");
    expect(message.html).toContain("Your booking is confirmed");
    expect(message.headers.get("auto-submitted")).toBe("auto-generated");
    expect(message.headers.get("reply-to")).toContain("ada@example.com");
    const [inline, attached] = message.attachments;
    expect([inline?.contentType, inline?.method]).toEqual(["text/calendar", "REQUEST"]);
    expect([attached?.contentType, attached?.filename]).toEqual(["application/ics", "invite.ics"]);
    expect(inline?.content.toString()).toBe(attached?.content.toString());
    const event = new ICAL.Component(ICAL.parse(String(inline?.content))).getFirstSubcomponent("vevent");
    expect(event?.getFirstPropertyValue("uid")).toBe("bk_1@calendar.example.com");
    expect(event?.getFirstPropertyValue("sequence")).toBe(2);
    expect(event?.getFirstPropertyValue("dtstamp")?.toString()).toBe("2026-11-21T09:30:00Z");
  });

  it.each([
    ["pending", "pending", "REQUEST", "TENTATIVE"],
    ["rescheduled", "confirmed", "REQUEST", "CONFIRMED"],
    ["cancelled", "cancelled", "CANCEL", "CANCELLED"],
    ["declined", "rejected", "CANCEL", "CANCELLED"],
  ] as const)("a mail of kind %s (%s) carries %s with status %s", async (kind, status, method, expected) => {
    const { attachments } = await sent({ kind, booking: bookingFixture({ status }) });
    expect(attachments[0]?.method).toBe(method);
    expect(attachments[1]?.filename).toBe(method === "CANCEL" ? "cancel.ics" : "invite.ics");
    expect(String(attachments[0]?.content)).toContain(`\r\nMETHOD:${method}\r\n`);
    expect(String(attachments[0]?.content)).toContain(`\r\nSTATUS:${expected}\r\n`);
  });

  it("gives a repeat the same Message-ID and another notification another", async () => {
    const idOf = async (id: string) => (await sent({ id })).headers.get("message-id");
    expect(await idOf("ef_1.3")).toBe("<ef_1.3@example.com>");
    expect(await idOf("ef_1.3")).toBe("<ef_1.3@example.com>");
    expect(await idOf("a b>(ü)")).toBe("<a%20b%3E%28%C3%BC%29@example.com>");
  });

  it("lets hosts answer the attendee, and attendees the desk where there is one", async () => {
    expect((await sent({ audience: "host" })).headers.get("reply-to")).toContain("grace@example.com");
    notifier = email({ transport: server.url, from, replyTo: "desk@example.com" });
    expect((await sent()).headers.get("reply-to")).toBe("desk@example.com");
    expect((await sent({ audience: "host" })).headers.get("reply-to")).toContain("grace@example.com");
  });

  it.each([
    ["rcpt", 450, "transient"],
    ["rcpt", 550, "permanent"],
    ["data", 452, "transient"],
    ["data", 554, "permanent"],
  ] as const)("reports a refusal at %s with %i as %s and recovers", async (at, code, kind) => {
    server.faults.add({ fault: { kind: "reject", at, code, message: "about <grace@example.com>" } });
    const failure = await failureOf(notifier.send(notificationFixture()));
    expect(failure).toMatchObject({ kind, status: code });
    expect(`${failure.message} ${failure.stack} ${failure.cause}`).not.toContain("grace");
    await sent();
    expect(server.messages).toHaveLength(1);
  });

  it.each([true, false])("does not claim to know what became of a mail after a drop (kept: %s)", async (commit) => {
    server.faults.add({ fault: { kind: "drop", commit } });
    expect(await failureOf(notifier.send(notificationFixture()))).toMatchObject({ kind: "unknown_outcome" });
    expect(server.messages).toHaveLength(commit ? 1 : 0);
  });

  it("sends once per call through a pool too: repeats are the outbox's affair", async () => {
    const pooled = email({ transport: { url: server.url, pool: true }, from });
    server.faults.add({ fault: { kind: "drop", commit: true } });
    expect(await failureOf(pooled.send(notificationFixture()))).toMatchObject({ kind: "unknown_outcome" });
    await pooled.send(notificationFixture({ id: "second" }));
    pooled.close();
    expect(server.messages.map(({ headers }) => headers.get("message-id"))).toEqual([
      "<ef_1.3@example.com>",
      "<second@example.com>",
    ]);
  });

  it("says of a server that is not there that nothing was sent", async () => {
    await server.close();
    expect(await failureOf(notifier.send(notificationFixture()))).toMatchObject({
      kind: "transient",
      reason: "ESOCKET",
    });
    server = await startMailServer();
  });

  it.each(["x@y.example\r\nBcc: all@z.example", '"a b"@example.com', "", "a@b@example.com"])(
    "refuses to send to %j",
    async (address) => {
      const recipient = { name: "X", email: address, timeZone: "UTC", language: null };
      expect(await failureOf(notifier.send(notificationFixture({ recipient })))).toMatchObject({
        kind: "permanent",
        reason: "address",
      });
      expect(server.messages).toHaveLength(0);
    },
  );

  it("lets no typed text become a header, a recipient or a part", async () => {
    // The server lets every new connection wait a moment, so one is kept.
    notifier = email({
      transport: { url: server.url, pool: true, maxMessages: Number.POSITIVE_INFINITY },
      from,
      clock,
    });
    const hostile = fc.oneof(
      fc.constantFrom(
        "a\r\nBcc: eve@example.com",
        "a\nSubject: hi",
        "=?utf-8?q?=0d=0aBcc:eve=40example.com?=",
        "\u2028X-Evil: 1",
        "\u0085To: eve@example.com",
        "\r\n\r\n.\r\nMAIL FROM:<eve@example.com>",
      ),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, text) => {
        const booking = bookingFixture({
          attendee: { ...bookingFixture().attendee, name },
          hosts: [{ id: "ada", name, email: "ada@example.com" }],
          eventType: { slug: "s", title: text, description: text, location: text },
          notes: text,
        });
        const message = await sent({
          booking,
          recipient: { name, email: "grace@example.com", timeZone: "UTC", language: null },
        });
        expect(message.envelope.to).toEqual(["grace@example.com"]);
        expect(message.to.map(({ address }) => address)).toEqual(["grace@example.com"]);
        expect([...message.headers.keys()].sort()).toEqual([
          "auto-submitted",
          "content-type",
          "date",
          "from",
          "message-id",
          "mime-version",
          "reply-to",
          "subject",
          "to",
          "x-auto-response-suppress",
        ]);
        expect([...message.headers.values()].join("")).not.toContain("\n");
        expect(message.attachments).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
    notifier.close();
  }, 30_000);
});

describe("email, time and signals", () => {
  const silentServer = async (onConnection?: (socket: Socket) => void) => {
    const silent = createServer(onConnection);
    await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
    const address = silent.address();
    return { port: typeof address === "object" && address ? address.port : 0, close: () => silent.close() };
  };

  it("gives up on a server that says nothing, by the injected clock", async () => {
    const waiting = createFakeClock({ startMs: 0 });
    const { port, close } = await silentServer();
    const patient = email({ transport: { host: "127.0.0.1", port }, from, clock: waiting, timeoutMs: 2_000 });
    const failure = failureOf(patient.send(notificationFixture()));
    const health = patient.check();
    await waiting.advance(2_000);
    expect(await failure).toMatchObject({ kind: "transient" });
    expect(await health).toMatchObject({ state: "down", latencyMs: 2_000 });
    expect(waiting.pending).toBe(0);
    close();
  });

  it("knows that a connection which broke before the mail was asked for has delivered nothing", async () => {
    const { port, close } = await silentServer((socket) => {
      socket.write("220 ready\r\n");
      socket.on("data", (data) => (String(data).startsWith("DATA") ? socket.destroy() : socket.write("250 fine\r\n")));
    });
    const breaking = email({ transport: { host: "127.0.0.1", port }, from });
    expect(await failureOf(breaking.send(notificationFixture()))).toMatchObject({ kind: "transient" });
    close();
  });

  it("stops as soon as the caller does", async () => {
    const { port, close } = await silentServer();
    const patient = email({ transport: { host: "127.0.0.1", port }, from });
    const controller = new AbortController();
    const failure = failureOf(patient.send(notificationFixture(), { signal: controller.signal }));
    controller.abort();
    expect(await failure).toMatchObject({ kind: "transient" });
    expect(await failureOf(patient.send(notificationFixture(), { signal: AbortSignal.abort() }))).toMatchObject({
      kind: "transient",
    });
    close();
  });

  it("checks the server by connecting to it", async () => {
    expect(await notifier.check()).toEqual({ state: "ok", latencyMs: 0, detail: null });
    await server.close();
    const health = await notifier.check();
    expect(health.state).toBe("down");
    expect(health.detail).toContain("Check that the mail server is up");
    server = await startMailServer();
  });
});

describe("email through a function", () => {
  it("hands over the finished mail", async () => {
    const seen: MailMessage[] = [];
    const own = email({ transport: async (message) => void seen.push(message), from, clock });
    await own.send(notificationFixture());
    expect(seen[0]).toMatchObject({
      to: { name: "Grace Hopper", email: "grace@example.com" },
      messageId: "<ef_1.3@example.com>",
      calendar: { method: "REQUEST", filename: "invite.ics" },
    });
    expect(await own.check()).toMatchObject({ state: "ok" });
  });

  it("understands its failures", async () => {
    const failing = (error: unknown) =>
      email({ transport: () => Promise.reject(error), from }).send(notificationFixture());
    expect(await failureOf(failing(new Error("no")))).toMatchObject({ kind: "transient" });
    const quota = new IntegrationError("exhausted", "quota", { remedy: "wait" });
    expect(await failureOf(failing(quota))).toBe(quota);
  });

  it("cannot know what became of a mail whose function never answers", async () => {
    const waiting = createFakeClock({ startMs: 0 });
    const deaf = email({ transport: () => new Promise(() => {}), from, clock: waiting });
    const failure = failureOf(deaf.send(notificationFixture()));
    await waiting.advance(30_000);
    expect(await failure).toMatchObject({ kind: "unknown_outcome" });
  });

  it("uses a replaced template, on one subject line, and reports one that fails", async () => {
    const seen: MailMessage[] = [];
    const own = email({
      transport: async (message) => void seen.push(message),
      from,
      templates: {
        confirmed: ({ title, when }) => ({ subject: `Yes!\r\nBcc: ${title}`, text: when.date, html: "<p>Yes</p>" }),
        cancelled: () => {
          throw new TypeError("broken");
        },
      },
    });
    await own.send(notificationFixture());
    expect(seen[0]).toMatchObject({ subject: "Yes! Bcc: Introduction call", text: "Wednesday, 25 November 2026" });
    expect(await failureOf(own.send(notificationFixture({ kind: "cancelled" })))).toMatchObject({
      kind: "permanent",
      message: 'The mail "cancelled" could not be written (TypeError).',
    });
  });
});

describe("calendarFile", () => {
  it("writes a file to be opened by hand, the same for the same booking", async () => {
    const request = { booking: bookingFixture(), icalUid: "bk_1@example.com", sequence: 4 };
    const file = notifier.calendarFile(request);
    await clock.advance(1_000);
    expect(notifier.calendarFile(request)).toBe(file);
    expect(file).toContain("\r\nMETHOD:PUBLISH\r\n");
    expect(file).toContain("\r\nSEQUENCE:4\r\n");
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
  });
});
