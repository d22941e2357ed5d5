import { createTransport, type SendMailOptions } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "./start-mail-server.ts";

const mail: SendMailOptions = {
  from: { name: "Ada Lovelace", address: "ada@example.com" },
  to: "grace@example.com",
  subject: "Beispiel: Gespräch am Freitag",
  text: "Grüße\nund bis bald",
  html: "<p>Grüße</p>",
  headers: { "X-Booking": "bk_1" },
  icalEvent: { method: "REQUEST", filename: "invite.ics", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
};

let server: MailServer;
let send: (options: SendMailOptions) => Promise<unknown>;

beforeEach(async () => {
  server = await startMailServer();
  send = (options) => createTransport(server.url).sendMail(options);
});

afterEach(() => server.close());

describe("startMailServer", () => {
  it("keeps a mail, taken apart, before the sender is told", async () => {
    await send({ ...mail, bcc: "hidden@example.com" });
    const [message] = server.messages;
    expect(message).toMatchObject({
      envelope: { from: "ada@example.com", to: ["grace@example.com", "hidden@example.com"] },
      from: { name: "Ada Lovelace", address: "ada@example.com" },
      to: [{ name: "", address: "grace@example.com" }],
      subject: "Beispiel: Gespräch am Freitag",
      html: "<p>Grüße</p>",
    });
    expect(message?.text.trim()).toBe("Grüße\nund bis bald");
    expect(message?.headers.get("x-booking")).toBe("bk_1");
    expect(message?.headers.get("content-type")).toContain("multipart/mixed");
  });

  it("shows the calendar part with its method", async () => {
    await send(mail);
    const calendar = server.messages[0]?.attachments.find((part) => part.contentType === "text/calendar");
    expect(calendar?.method).toBe("REQUEST");
    expect(calendar?.content.toString()).toBe("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  });

  it("does not make up a text part that the mail lacks", async () => {
    await send({ from: "ada@example.com", to: "grace@example.com", subject: "bare", html: "<p>only</p>" });
    expect(server.messages[0]?.text).toBe("");
  });

  it("waits for a mail that is yet to come and finds one that has come", async () => {
    const waiting = server.waitForMessage((message) => message.subject === mail.subject);
    await send({ ...mail, subject: "another" });
    await send(mail);
    expect((await waiting).subject).toBe(mail.subject);
    expect((await server.waitForMessage((message) => message.subject === "another")).subject).toBe("another");
  });

  it("says what did arrive when the wait is over", async () => {
    await send(mail);
    const waiting = server.waitForMessage(() => false, { timeoutMs: 10 });
    await expect(waiting).rejects.toThrow('no such mail within 10 ms; arrived: "Beispiel: Gespräch am Freitag"');
  });

  it.each([
    { at: "rcpt", code: 450 },
    { at: "rcpt", code: 550 },
    { at: "data", code: 452 },
    { at: "data", code: 554 },
  ] as const)("rejects at $at with $code as often as scripted, then recovers", async ({ at, code }) => {
    server.faults.add({ times: 2, fault: { kind: "reject", at, code, message: "mailbox trouble" } });
    await expect(send(mail)).rejects.toMatchObject({
      responseCode: code,
      message: expect.stringContaining("mailbox trouble"),
    });
    await expect(send(mail)).rejects.toMatchObject({ responseCode: code });
    expect(server.messages).toHaveLength(0);
    await send(mail);
    expect(server.messages).toHaveLength(1);
    expect(server.faults.remaining()).toEqual([]);
  });

  it.each([
    { commit: false, kept: 0 },
    { commit: true, kept: 1 },
  ])("drops the connection without an answer (commit: $commit)", async ({ commit, kept }) => {
    server.faults.add({ fault: { kind: "drop", commit } });
    await expect(send(mail)).rejects.toThrow();
    expect(server.messages).toHaveLength(kept);
    await send(mail);
    expect(server.messages).toHaveLength(kept + 1);
  });

  it("lets mails through first when asked to, and forgets its script", async () => {
    server.faults.add({ skip: 1, times: Number.POSITIVE_INFINITY, fault: { kind: "reject", at: "data", code: 451 } });
    await send(mail);
    await expect(send(mail)).rejects.toMatchObject({ responseCode: 451 });
    server.faults.clear();
    await send(mail);
    expect(server.messages).toHaveLength(2);
  });

  it("tells its owner of each mail and forgets them on request", async () => {
    const seen: string[] = [];
    const other = await startMailServer({ onMessage: (message) => seen.push(message.subject) });
    await createTransport(other.url).sendMail(mail);
    expect(seen).toEqual([mail.subject]);
    other.clear();
    expect(other.messages).toHaveLength(0);
    await other.close();
  });

  it("refuses to start on a port that is taken", async () => {
    await expect(startMailServer({ port: Number(new URL(server.url).port) })).rejects.toThrow("EADDRINUSE");
  });

  it("closes while a client is still connected", async () => {
    const pooled = createTransport({ pool: true, host: "127.0.0.1", port: Number(new URL(server.url).port) });
    await pooled.sendMail(mail);
    await server.close();
    await expect(createTransport(server.url).sendMail(mail)).rejects.toThrow("ECONNREFUSED");
    pooled.close();
    server = await startMailServer();
  });
});
