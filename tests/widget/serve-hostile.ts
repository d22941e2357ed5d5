import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";

const script = fileURLToPath(import.meta.resolve("@slotkit/widget/booking-widget.min.js"));

/** The strictest policy that the element promises to work under; the API is of the same origin. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Counts what the policy refuses, and what a payload would set off. */
const watch = `
window.violations = [];
window.ran = 0;
window.alert = () => { window.ran += 1; };
addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.effectiveDirective + " " + event.blockedURI + " " + event.sample);
});`;

/** A page under that policy and an API that says the same text wherever it says anything. */
export interface HostileServer {
  url: string;
  close(): void;
}

/** @param text - Stands in every field of every answer that holds text. */
export async function serveHostile(text: string): Promise<HostileServer> {
  const server = createServer((request, response) => {
    const [status, type, body] = answerTo(request, text);
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": policy }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Answer = [status: number, type: string, body: string | Buffer];

function answerTo({ url = "/", method = "GET", headers }: IncomingMessage, text: string): Answer {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname === "/widget.js") return [200, "text/javascript", readFileSync(script)];
  const beside = /^\/((?:languages|parts)\/[a-z-]+\.js)$/.exec(pathname)?.[1];
  if (beside) return [200, "text/javascript", readFileSync(new URL(beside, pathToFileURL(script)))];
  if (pathname === "/watch.js") return [200, "text/javascript", watch];
  if (pathname === "/") {
    const page = `<!doctype html><html lang="en"><title>Hostile</title><script src="/watch.js"></script><script src="/widget.js" defer></script><main></main>`;
    return [200, "text/html; charset=utf-8", page];
  }
  if (pathname === "/api/slots") return json(200, slots(text, searchParams));
  if (pathname === "/api/bookings" && method === "POST" && headers["idempotency-key"]) return json(422, problem(text));
  if (pathname.startsWith("/api/bookings/")) return json(200, booking(text));
  return json(404, problem(text));
}

const json = (status: number, body: object): Answer => [status, "application/json", JSON.stringify(body)];

function slots(text: string, query: URLSearchParams) {
  const day = query.get("start")?.slice(0, 8).concat("28") ?? "";
  const span = { start: `${day}T09:00:00Z`, end: `${day}T09:30:00Z` };
  return {
    timeZone: "UTC",
    asOf: span.start,
    sources: [{ source: "bookings", state: "fresh", asOf: span.start }],
    slots: { [day]: [span] },
    nextAvailable: span.start,
    eventType: {
      slug: text,
      title: text,
      description: text,
      location: text,
      durationsMinutes: [30],
      timeZone: "UTC",
      bookingWindowDays: 60,
      requiresConfirmation: false,
      questions: questions(text),
      guests: { allowed: true, max: 20 },
      seats: null,
      recurring: null,
      hosts: [{ id: text, name: text }],
    },
  };
}

/** One of each kind; the name of a question is the host's own text, too. */
function questions(text: string) {
  const options = [{ value: text, label: text }];
  const kinds = [
    "text",
    "longText",
    "email",
    "phone",
    "url",
    "number",
    "date",
    "boolean",
    "select",
    "radio",
    "multiSelect",
  ];
  // Laying out one very long text takes a browser long enough; a page of them says nothing more.
  return kinds.slice(0, text.length > 1_000 ? 1 : kinds.length).map((type) => ({
    name: text + type,
    type,
    label: text,
    help: text,
    placeholder: text,
    required: false,
    hidden: false,
    options,
    min: null,
    max: null,
  }));
}

function problem(text: string) {
  const errors = ["attendee.name", "attendee.email", text].map((field) => ({ field, message: text, received: text }));
  return { type: "about:blank", title: text, status: 422, code: "validation_failed", detail: text, errors };
}

function booking(text: string) {
  return {
    uid: "bk_1",
    status: "confirmed",
    version: 1,
    eventType: "intro",
    title: text,
    location: text,
    start: "2099-01-05T09:00:00Z",
    end: "2099-01-05T09:30:00Z",
    timeZone: "UTC",
    hosts: [{ id: text, name: text }],
    attendee: { name: text, email: text, timeZone: "UTC", phone: text, company: text },
    guests: [text],
    answers: {},
    notes: text,
    noShow: { host: false, attendee: false },
    seriesUid: null,
    reason: text,
    sync: { calendar: "off", crm: "off", mail: "synced" },
  };
}
