import { staticCatalog } from "@slotkit/core";
import type { AvailableSlotsAnswer, BookingView, BusinessHoursView, Problem, SlotsAnswer } from "@slotkit/core/http";
import { createHandler, type HandlerOptions } from "@slotkit/server";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { rememberAddress } from "./client-address.ts";
import { routes } from "./routes/index.ts";

const operatorToken = "operator-token-for-tests";
const isOperator: HandlerOptions["isOperator"] = (request) =>
  request.headers.get("Authorization") === `Bearer ${operatorToken}` ? { clients: "*" } : null;

interface Sent {
  method?: string;
  body?: unknown;
  bearer?: string | undefined;
  headers?: Record<string, string>;
  address?: string;
}

function serve(options: HandlerOptions = {}, composition: ComposeForTestOptions = {}) {
  const parts = composeForTest(composition);
  const handler = createHandler(parts.slotkit, { isOperator, ...options });
  async function send(path: string, { method, body, bearer, headers, address = "192.0.2.1" }: Sent = {}) {
    const request = new Request(`http://localhost${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    rememberAddress(request, address);
    const response = await handler(request);
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== "" ? JSON.parse(text) : null,
    };
  }
  let key = 0;
  const book = (changes: Record<string, unknown> = {}, sent: Sent = {}) =>
    send("/bookings", {
      body: {
        eventType: "intro",
        start: "2026-11-23T10:00:00+01:00",
        attendee: { name: "Grace", email: "grace@example.org" },
        ...changes,
      },
      headers: { "Idempotency-Key": `0123456789abcdef-${key++}` },
      ...sent,
    });
  return { ...parts, send, book };
}

function listeningLogger() {
  const logged: unknown[] = [];
  const note = (...words: unknown[]) => logged.push(words);
  return { logged, logger: { debug: note, info: note, warn: note, error: note } };
}

/** A host who is always there, so that nothing but the clock of the zone asked for shapes a day. */
function serveAroundTheClock(now: string) {
  const always = [{ start: "00:00", end: "24:00" }];
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = Array<typeof always>(7).fill(always);
  const weekly = { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
  const catalog = staticCatalog({
    schedules: [{ id: "always", timeZone: "UTC", weekly }],
    hosts: [{ id: "ada", name: "Ada Example", email: "ada@example.com", schedule: "always" }],
    eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 60, hosts: ["ada"] }],
  });
  return serve({}, { startMs: Date.parse(now), options: { catalog } });
}

const week = "start=2026-11-23&end=2026-11-30";
const problemOf = ({ json }: { json: unknown }) => json as Problem;

describe("GET /event-types/{slug}", () => {
  it("tells visitors what they may know, and nothing of calendars or addresses", async () => {
    const { send } = serve();
    const { status, json, text } = await send("/event-types/intro");
    expect(status).toBe(200);
    expect(json).toEqual({
      slug: "intro",
      title: "Introduction",
      description: null,
      location: "Video call",
      durationsMinutes: [30],
      timeZone: "Europe/Berlin",
      bookingWindowDays: 60,
      requiresConfirmation: false,
      questions: [],
      guests: { allowed: true, max: 20 },
      seats: null,
      recurring: null,
      hosts: [{ id: "ada", name: "Ada Example" }],
    });
    expect(text).not.toContain("ada@example.com");
  });
});

describe("GET /slots", () => {
  it("keys times by the visitor's local day, with offsets, sources and the event type", async () => {
    const { send } = serve();
    const { status, json } = await send(`/slots?eventType=intro&${week}&timeZone=America/New_York&include=eventType`);
    expect(status).toBe(200);
    const answer = json as SlotsAnswer;
    expect(Object.keys(answer.slots)).toEqual(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"]);
    expect(answer.slots["2026-11-23"]?.[0]).toEqual({
      start: "2026-11-23T03:00:00-05:00",
      end: "2026-11-23T03:30:00-05:00",
    });
    expect(answer).toMatchObject({
      timeZone: "America/New_York",
      asOf: "2026-11-20T08:00:00Z",
      sources: [
        { source: "bookings", state: "fresh" },
        { source: "calendar", state: "fresh" },
      ],
      nextAvailable: "2026-11-23T03:00:00-05:00",
      eventType: { slug: "intro" },
    });
  });

  it("tells the opening hours of every local day, with the event type in one answer", async () => {
    const { send } = serve();
    const query = "eventType=intro&start=2026-11-27&end=2026-11-29&include=eventType,businessHours";
    const { json } = await send(`/slots?${query}`);
    expect(json).toMatchObject({
      eventType: { slug: "intro" },
      businessHours: [
        { date: "2026-11-27", open: [{ start: "2026-11-27T09:00:00+01:00", end: "2026-11-27T17:00:00+01:00" }] },
        { date: "2026-11-28", open: [] },
      ],
    });
    const refused = await send(`/slots?${query}s`);
    expect(refused.status).toBe(422);
  });

  it("names the next free time when the range has none", async () => {
    const { send } = serve();
    const { json } = await send("/slots?eventType=intro&start=2026-11-21&end=2026-11-23");
    expect(json).toMatchObject({ slots: {}, nextAvailable: "2026-11-23T09:00:00+01:00" });
  });

  it.each([
    ["eventType=none&start=2026-11-23&end=2026-11-24", 404, "not_found", "eventType"],
    ["eventType=intro&start=2026-11-23", 422, "validation_failed", "end"],
    ["eventType=intro&start=2026-02-30&end=2026-03-02", 422, "validation_failed", "start"],
    ["eventType=intro&start=2026-11-23T24:00:00Z&end=2026-11-25", 422, "validation_failed", "start"],
    ["eventType=intro&start=2026-11-23&end=2026-11-23", 422, "validation_failed", "end"],
    ["eventType=intro&start=2026-11-23&end=2027-01-25", 422, "validation_failed", "end"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&timeZone=../../etc/passwd", 422, "validation_failed", "timeZone"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&timeZone=GMT%2B25", 422, "validation_failed", "timeZone"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&duration=45", 422, "validation_failed", "durationMinutes"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&duration=-5", 422, "validation_failed", "duration"],
    ["eventType=intro&eventType=intro&start=2026-11-23&end=2026-11-24", 422, "validation_failed", "eventType"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&hostId=ada", 422, "validation_failed", "hostId"],
    ["eventType=intro&start=2026-11-23&end=2026-11-24&rescheduleUid=bk_1", 401, "unauthorized", undefined],
  ])("%s is refused with %i %s", async (query, status, code, field) => {
    const { send } = serve();
    const answer = await send(`/slots?${query}`);
    expect([answer.status, problemOf(answer).code, problemOf(answer).errors?.[0]?.field]).toEqual([
      status,
      code,
      field,
    ]);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  });

  it("refuses thousands of unknown parameters in a short answer", async () => {
    const { send } = serve();
    const names = Array.from({ length: 4000 }, (_, index) => `x${index}=`);
    const answer = await send(`/slots?eventType=intro&${week}&${names.join("&")}`);
    expect([answer.status, problemOf(answer).errors?.length]).toEqual([422, 20]);
    expect(answer.text.length).toBeLessThan(4000);
  });
});

describe("GET /bookings/available-slots", () => {
  it("answers times and business hours of each day", async () => {
    const { send } = serve();
    const { status, json } = await send(
      "/bookings/available-slots?startDate=2026-11-22&endDate=2026-11-23&duration=30",
    );
    expect(status).toBe(200);
    expect(json.slots).toHaveLength(16);
    expect(json.businessHours).toEqual([
      { date: "2026-11-22", open: [] },
      { date: "2026-11-23", open: [{ start: "2026-11-23T09:00:00+01:00", end: "2026-11-23T17:00:00+01:00" }] },
    ]);
  });

  it("answers an empty day for a date that the zone skipped", async () => {
    const { send } = serveAroundTheClock("2011-12-28T08:00:00Z");
    const ask = (dates: string) => send(`/bookings/available-slots?${dates}&duration=60&timeZone=Pacific/Apia`);
    const skipped = await ask("startDate=2011-12-30&endDate=2011-12-30");
    expect([skipped.status, skipped.json.slots, skipped.json.businessHours]).toEqual([
      200,
      [],
      [{ date: "2011-12-30", open: [] }],
    ]);
    const { json } = await ask("startDate=2011-12-29&endDate=2011-12-31");
    expect(json.slots).toHaveLength(48);
    expect(json.businessHours.map(({ open }: BusinessHoursView) => open.length)).toEqual([1, 0, 1]);
  });

  it("keeps both parts of a date into which the clock went back", async () => {
    const { send } = serveAroundTheClock("2009-10-29T08:00:00Z");
    const of = async (date: string) =>
      (await send(`/bookings/available-slots?startDate=${date}&endDate=${date}&duration=60&timeZone=America/St_Johns`))
        .json;
    const saturday = await of("2009-10-31");
    expect(saturday.businessHours[0].open).toEqual([
      { start: "2009-10-31T00:00:00-02:30", end: "2009-11-01T00:00:00-02:30" },
      { start: "2009-10-31T23:01:00-03:30", end: "2009-11-01T00:00:00-03:30" },
    ]);
    const sunday = await of("2009-11-01");
    const startsOf = ({ slots }: AvailableSlotsAnswer) => slots.map(({ start }) => start);
    expect(startsOf(saturday).at(-1)).toBe("2009-10-31T23:30:00-03:30");
    expect(startsOf(sunday).filter((start) => !start.startsWith("2009-11-01"))).toEqual([]);
  });

  it.each([
    ["startDate=2026-11-31&endDate=2026-12-01&duration=30", "startDate"],
    ["startDate=2026-11-23&endDate=2026-11-22&duration=30", "endDate"],
    ["startDate=2026-11-01&endDate=2026-12-01&duration=30", "endDate"],
    ["startDate=2026-11-23&endDate=2026-11-24", "duration"],
  ])("%s names %s", async (query, field) => {
    const { send } = serve();
    const answer = await send(`/bookings/available-slots?${query}`);
    expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([422, field]);
  });
});

describe("POST /bookings", () => {
  it("answers 201 with the booking and its manage secret", async () => {
    const { book } = serve();
    const { status, json, headers } = await book({
      attendee: { name: "Grace", email: "grace@example.org", timeZone: "Asia/Kolkata" },
    });
    expect(status).toBe(201);
    expect(headers.get("Location")).toBe(`bookings/${json.uid}`);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(json).toMatchObject({
      status: "confirmed",
      version: 1,
      eventType: "intro",
      start: "2026-11-23T14:30:00+05:30",
      timeZone: "Asia/Kolkata",
      hosts: [{ id: "ada", name: "Ada Example" }],
      sync: { calendar: "pending", crm: "pending", mail: "pending" },
      manage: { secret: expect.stringMatching(/^[\w-]{43}$/) },
    });
  });

  it("answers a repeat of the same key byte for byte, whatever has happened since", async () => {
    const { send, slotkit } = serve();
    const sent = {
      body: {
        eventType: "intro",
        start: "2026-11-23T10:00:00+01:00",
        attendee: { name: "Grace", email: "grace@example.org" },
      },
      headers: { "Idempotency-Key": "0123456789abcdef" },
    };
    const first = await send("/bookings", sent);
    await slotkit.deliver();
    const second = await send("/bookings", sent);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
  });

  it("tells of a taken slot which ones are free", async () => {
    const { book } = serve();
    await book();
    const answer = await book();
    expect([answer.status, problemOf(answer).code]).toEqual([409, "slot_unavailable"]);
    expect(problemOf(answer).alternatives).toContainEqual({
      start: "2026-11-23T09:30:00Z",
      end: "2026-11-23T10:00:00Z",
    });
  });

  it.each<[string, Record<string, unknown>, number, string, string]>([
    ["an unknown field", { status: "confirmed" }, 422, "validation_failed", "status"],
    [
      "an unknown field of the attendee",
      { attendee: { name: "A", email: "a@example.org", admin: true } },
      422,
      "validation_failed",
      "attendee.admin",
    ],
    ["a date that does not exist", { start: "2026-02-30T10:00:00Z" }, 422, "validation_failed", "start"],
    ["a start without offset", { start: "2026-11-23T10:00:00" }, 422, "validation_failed", "start"],
    [
      "an unknown zone",
      { attendee: { name: "A", email: "a@example.org", timeZone: "Mars/Base" } },
      422,
      "validation_failed",
      "attendee.timeZone",
    ],
    ["a past slot", { start: "2026-11-19T10:00:00+01:00" }, 409, "min_notice", "start"],
    [
      "a list where an address belongs",
      { attendee: { name: "A", email: ["a@example.org"] } },
      422,
      "validation_failed",
      "attendee.email",
    ],
    ["a prototype key", { answers: { constructor: "x" } }, 422, "validation_failed", "answers.constructor"],
    ["a duration as text", { durationMinutes: "30" }, 422, "validation_failed", "durationMinutes"],
    ["a NUL in the notes", { notes: "a\u0000b" }, 422, "validation_failed", "notes"],
    ["half a character in the notes", { notes: "\ud800" }, 422, "validation_failed", "notes"],
  ])("refuses %s, names it and stores nothing", async (_what, changes, status, code, field) => {
    const { book, slotkit } = serve();
    const answer = await book(changes);
    expect([answer.status, problemOf(answer).code, problemOf(answer).errors?.[0]?.field]).toEqual([
      status,
      code,
      field,
    ]);
    expect(await slotkit.listBookings({})).toEqual([]);
  });

  it.each<[string, Sent, number, string]>([
    ["malformed JSON", { body: "{" }, 400, "malformed"],
    ["an empty body", { body: "" }, 400, "malformed"],
    ["a list", { body: "[]" }, 400, "malformed"],
    ["__proto__", { body: '{"__proto__":{"admin":true}}' }, 400, "malformed"],
    ["deep nesting", { body: `{"a":${"[".repeat(20)}${"]".repeat(20)}}` }, 400, "malformed"],
    [
      "a form",
      {
        body: "a=b",
        headers: { "Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": "0123456789abcdef" },
      },
      415,
      "unsupported_media_type",
    ],
    ["65 kB", { body: JSON.stringify({ notes: "x".repeat(65_536) }) }, 413, "payload_too_large"],
    ["no idempotency key", { headers: {} }, 400, "idempotency_key_missing"],
    ["a short idempotency key", { headers: { "Idempotency-Key": "1" } }, 422, "validation_failed"],
  ])("refuses %s", async (_what, sent, status, code) => {
    const { book, slotkit } = serve();
    const answer = await book({}, sent);
    expect([answer.status, problemOf(answer).code]).toEqual([status, code]);
    expect(await slotkit.listBookings({})).toEqual([]);
  });
});

describe("managing a booking", () => {
  const booked = async (served = serve()) => {
    const { json } = await served.book();
    const { uid, manage } = json as BookingView;
    return { ...served, uid, secret: manage?.secret ?? "" };
  };

  it("reads, moves and cancels with the secret, which a move renews", async () => {
    const { send, uid, secret } = await booked();
    expect((await send(`/bookings/${uid}`, { bearer: secret })).json).toMatchObject({ uid, status: "confirmed" });
    const moved = await send(`/bookings/${uid}/reschedule`, {
      body: { start: "2026-11-24T10:00:00+01:00", reason: "Ill" },
      bearer: secret,
    });
    expect([moved.status, moved.json.start, moved.json.version]).toEqual([200, "2026-11-24T10:00:00+01:00", 2]);
    expect((await send(`/bookings/${uid}/cancel`, { body: {}, bearer: secret })).status).toBe(403);
    const cancelled = await send(`/bookings/${uid}/cancel`, { body: {}, bearer: moved.json.manage.secret });
    expect([cancelled.status, cancelled.json.status, cancelled.json.manage]).toEqual([200, "cancelled", undefined]);
  });

  it("moves once with one secret, however many requests come at the same time", async () => {
    const { send, uid, secret } = await booked();
    const moves = ["11:00", "12:00", "13:00", "14:00"].map((time) =>
      send(`/bookings/${uid}/reschedule`, { body: { start: `2026-11-23T${time}:00+01:00` }, bearer: secret }),
    );
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403, 403, 403]);
    const asOperator = { body: { start: "2026-11-24T10:00:00+01:00" }, bearer: operatorToken };
    expect((await send(`/bookings/${uid}/reschedule`, asOperator)).status).toBe(200);
  });

  it("says the same of a wrong secret and of a booking that never was", async () => {
    const { send, uid, secret } = await booked();
    const wrong = await send(`/bookings/${uid}`, { bearer: `${secret.slice(0, -1)}!` });
    const none = await send("/bookings/bk_00000000000000000000000000", { bearer: secret });
    expect([wrong.status, wrong.text]).toEqual([403, none.text]);
    expect((await send(`/bookings/${uid}`)).status).toBe(401);
  });

  it("changes nothing by GET", async () => {
    const { send, uid, secret } = await booked();
    const answer = await send(`/bookings/${uid}/cancel`, { bearer: secret });
    expect([answer.status, problemOf(answer).code, answer.headers.get("Allow")]).toEqual([
      405,
      "method_not_allowed",
      "POST, OPTIONS",
    ]);
  });

  it("refuses a change made on an older version", async () => {
    const { send, uid, secret } = await booked();
    const answer = await send(`/bookings/${uid}/cancel`, { body: { version: 7 }, bearer: secret });
    expect([answer.status, problemOf(answer).code]).toEqual([409, "version_conflict"]);
  });

  it("offers a move's own time only to whoever manages the booking", async () => {
    const { send, uid, secret } = await booked();
    const path = `/slots?eventType=intro&start=2026-11-23T10:00:00%2B01:00&end=2026-11-23T10:30:00%2B01:00&rescheduleUid=${uid}`;
    expect((await send(path, { bearer: "wrong" })).status).toBe(403);
    expect(Object.keys((await send(path, { bearer: secret })).json.slots)).toEqual(["2026-11-23"]);
  });

  it("leaves lists and approvals to operators", async () => {
    const { send, uid, secret } = await booked(serve({}, { eventType: { requiresConfirmation: true } }));
    expect((await send("/bookings")).status).toBe(401);
    expect((await send("/bookings", { bearer: secret })).status).toBe(403);
    expect((await send(`/bookings/${uid}/confirm`, { body: {}, bearer: secret })).status).toBe(403);
    expect((await send(`/bookings/${uid}/confirm`, { body: {}, bearer: operatorToken })).json.status).toBe("confirmed");
    expect((await send("/bookings", { bearer: operatorToken })).json.bookings).toMatchObject([{ uid }]);
  });

  it("pages through a list without gap or repetition", async () => {
    const { send, book } = serve();
    for (const time of ["10:00", "10:30", "11:00"]) await book({ start: `2026-11-23T${time}:00+01:00` });
    const first = (await send("/bookings?limit=2", { bearer: operatorToken })).json;
    const second = (
      await send(`/bookings?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`, { bearer: operatorToken })
    ).json;
    const starts = [...first.bookings, ...second.bookings].map(({ start }: BookingView) => start.slice(11, 16));
    expect([starts, second.nextCursor]).toEqual([["11:00", "10:30", "10:00"], null]);
  });
});

describe("a client's operator", () => {
  it("is a stranger to other clients", async () => {
    const { send } = serve({ isOperator: () => ({ clients: ["other"] }) });
    expect((await send("/bookings")).status).toBe(401);
  });

  it("is nobody when the host's check throws at what it was shown", async () => {
    const { logger, logged } = listeningLogger();
    const malformed = () => {
      throw new SyntaxError("no token: eyJhbGciOi");
    };
    const { send } = serve({ isOperator: malformed }, { options: { logger } });
    expect((await send("/health", { bearer: "eyJhbGciOi" })).status).toBe(200);
    expect((await send("/bookings", { bearer: "eyJhbGciOi" })).status).toBe(403);
    expect(logged).toEqual(Array(2).fill([expect.stringContaining("isOperator"), { name: "SyntaxError" }]));
  });

  it("is not looked for where anyone may pass, nor behind a manage secret that opens", async () => {
    let asked = 0;
    const { send, book } = serve({
      isOperator: () => {
        asked += 1;
        return null;
      },
    });
    const { uid, manage } = (await book()).json as BookingView;
    expect((await send(`/bookings/${uid}`, { bearer: manage?.secret })).status).toBe(200);
    expect((await send(`/slots?eventType=intro&${week}`)).status).toBe(200);
    expect(asked).toBe(0);
    expect((await send(`/bookings/${uid}`, { bearer: "another" })).status).toBe(403);
    expect(asked).toBe(1);
  });
});

describe("GET /explain", () => {
  const at = (time: string) => `/explain?eventType=intro&start=2026-11-23T${time}:00%2B01:00`;

  it("tells operators what stands in the way, and from where", async () => {
    const { send, calendar } = serve({}, { eventType: { bufferAfterMinutes: 10 } });
    calendar.busy.set("ada@example.com", [{ start: Date.UTC(2026, 10, 23, 9), end: Date.UTC(2026, 10, 23, 9, 30) }]);
    const interval = { start: "2026-11-23T10:00:00+01:00", end: "2026-11-23T10:30:00+01:00" };
    const { json } = await send(at("10:00"), { bearer: operatorToken });
    expect([json.asOf, json.sources.length]).toEqual(["2026-11-20T08:00:00Z", 2]);
    expect(json.starts).toEqual([
      {
        ...interval,
        bookable: false,
        reasons: [{ code: "not_enough_hosts", freeHostIds: [] }],
        hosts: [{ id: "ada", reasons: [{ code: "busy", interval, source: "ada@example.com" }] }],
      },
    ]);
    const before = await send(at("09:30"), { bearer: operatorToken });
    expect(before.json.starts[0].hosts[0].reasons).toEqual([
      { code: "buffer", side: "after", bufferMinutes: 10, interval, source: "ada@example.com" },
    ]);
    expect((await send(at("10:10"), { bearer: operatorToken })).json.starts[0].reasons[0]).toMatchObject({
      code: "not_a_start",
      nearestStarts: expect.arrayContaining(["2026-11-23T10:00:00+01:00", "2026-11-23T10:30:00+01:00"]),
    });
  });

  it("explains a whole day, a closed one too", async () => {
    const { send } = serve();
    const monday = (await send("/explain?eventType=intro&date=2026-11-23", { bearer: operatorToken })).json;
    expect(monday.starts).toHaveLength(16);
    expect(monday.starts.every(({ bookable }: { bookable: boolean }) => bookable)).toBe(true);
    const sunday = (await send("/explain?eventType=intro&date=2026-11-22", { bearer: operatorToken })).json;
    expect([sunday.starts, sunday.reasons]).toEqual([[], [{ code: "outside_hours" }]]);
  });

  it("is for operators alone", async () => {
    const { send } = serve();
    expect((await send(at("10:00"))).status).toBe(401);
    expect((await send(at("10:00"), { bearer: "guess" })).status).toBe(403);
  });

  it.each([
    ["eventType=intro", "start"],
    ["eventType=intro&start=2026-11-23T10:00:00Z&date=2026-11-23", "start"],
    ["eventType=intro&date=2026-02-30", "date"],
    ["eventType=intro&start=yesterday", "start"],
  ])("%s names %s", async (query, field) => {
    const { send } = serve();
    const answer = await send(`/explain?${query}`, { bearer: operatorToken });
    expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([422, field]);
  });
});

describe("health", () => {
  it("tells everybody the state and operators the cause", async () => {
    const { send } = serve({}, { options: { crm: false } });
    const everybody = await send("/health");
    expect([everybody.status, everybody.json.state, everybody.json.parts.crm]).toEqual([
      200,
      "ok",
      { state: "off", latencyMs: null },
    ]);
    expect((await send("/health/calendar", { bearer: operatorToken })).json).toEqual({
      state: "ok",
      latencyMs: 0,
      detail: null,
    });
  });

  it("answers 503 with the same body, as described, when bookings cannot be taken", async () => {
    const { send, storage } = serve();
    storage.check = () => Promise.reject(new Error("gone"));
    const down = await send("/health");
    expect([down.status, down.headers.get("Content-Type"), down.json.state]).toEqual([503, "application/json", "down"]);
    const { paths } = (await send("/openapi.json")).json;
    for (const path of ["/health", "/health/calendar", "/health/crm"]) {
      const { responses } = paths[path].get;
      expect(responses["503"].content).toEqual(responses["200"].content);
    }
    expect(Object.keys(paths["/slots"].get.responses["503"].content)).toEqual(["application/problem+json"]);
  });
});

describe("limits per address", () => {
  it("count, announce and refuse with the time to wait", async () => {
    const { send } = serve({ rateLimits: { readsPerMinute: 2 } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await send("/health")).status);
    const refused = await send("/health");
    expect([statuses, refused.status, problemOf(refused).code]).toEqual([[200, 200, 429], 429, "rate_limited"]);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect([refused.headers.get("RateLimit-Limit"), refused.headers.get("RateLimit-Remaining")]).toEqual(["2", "0"]);
    expect((await send("/health", { address: "192.0.2.2" })).status).toBe(200);
  });

  it("take an IPv6 network of 64 bits for one sender", async () => {
    const { send } = serve({ rateLimits: { readsPerMinute: 1 } });
    expect((await send("/health", { address: "2001:db8::1" })).status).toBe(200);
    expect((await send("/health", { address: "2001:db8:0:0:ffff::2" })).status).toBe(429);
    expect((await send("/health", { address: "2001:db8:0:1::1" })).status).toBe(200);
  });

  it.each([
    ["192.0.2.1", "192.0.2.1:5555"],
    ["192.0.2.1:5555", "192.0.2.1:5556"],
    ["192.0.2.1", "::ffff:192.0.2.1"],
    ["2001:db8::1", "[2001:db8::1]"],
    ["2001:db8::1", "[2001:db8::2]:443"],
    ["192.0.2.1", "[::ffff:192.0.2.1]:443"],
  ])("take %s and %s for one sender", async (first, second) => {
    const { send } = serve({ rateLimits: { readsPerMinute: 1 } });
    expect((await send("/health", { address: first })).status).toBe(200);
    expect((await send("/health", { address: second })).status).toBe(429);
  });
});

describe("pages of other origins", () => {
  const allowedOrigins = ["https://shop.example.com"];
  const preflightOf = (origin: string): Sent => ({
    method: "OPTIONS",
    headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
  });

  it("may call when exactly listed", async () => {
    const { send } = serve({ allowedOrigins });
    const preflight = await send("/bookings", preflightOf("https://shop.example.com"));
    expect([preflight.status, preflight.headers.get("Access-Control-Allow-Origin")]).toEqual([
      204,
      "https://shop.example.com",
    ]);
    expect(preflight.headers.get("Access-Control-Allow-Headers")).toContain("Idempotency-Key");
    const answer = await send("/health", { headers: { Origin: "https://shop.example.com" } });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("https://shop.example.com");
    expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  it.each(["null", "https://shop.example.com.evil.test", "http://shop.example.com", "https://shopXexample.com"])(
    "may not when they are %s",
    async (origin) => {
      const { send } = serve({ allowedOrigins });
      expect((await send("/bookings", preflightOf(origin))).status).toBe(403);
      const answer = await send("/health", { headers: { Origin: origin } });
      expect([answer.headers.get("Access-Control-Allow-Origin"), answer.headers.get("Vary")]).toEqual([null, "Origin"]);
    },
  );

  it("cannot be listed by a wildcard or a path", () => {
    expect(() => serve({ allowedOrigins: ["*"] })).toThrow(
      /createHandler\.allowedOrigins\.0 received "\*": must be an exact origin/,
    );
    expect(() => serve({ allowedOrigins: ["https://a.example.com/"] })).toThrow(/without a path/);
  });
});

describe("everything else", () => {
  it.each(["/", "/nothing", "/bookings/", "/bookings//cancel", "/%E0%A4%A"])("%s is not found", async (path) => {
    const { send } = serve();
    const answer = await send(path);
    expect([answer.status, problemOf(answer).code]).toEqual([404, "not_found"]);
  });

  it("lies below the base path alone", async () => {
    const { send } = serve({ basePath: "/api" });
    expect((await send("/api/health")).status).toBe(200);
    expect((await send("/health")).status).toBe(404);
    expect((await send("/apihealth")).status).toBe(404);
  });

  it.each([
    ["/health", 200, "application/json"],
    ["/nothing", 404, "application/problem+json"],
    ["/bookings", 401, "application/problem+json"],
  ])("answers HEAD %s like GET without a body", async (path, status, type) => {
    const { send } = serve();
    const answer = await send(path, { method: "HEAD" });
    expect([answer.status, answer.headers.get("Content-Type"), answer.text]).toEqual([status, type, ""]);
  });

  it.each([{}, { Origin: "https://stranger.example.com" }, { "Access-Control-Request-Method": "POST" }])(
    "says to OPTIONS with %o what an address takes",
    async (headers) => {
      const { send } = serve();
      const answer = await send("/bookings", { method: "OPTIONS", headers });
      expect([answer.status, answer.headers.get("Allow")]).toEqual([204, "POST, GET, HEAD, OPTIONS"]);
    },
  );

  it("takes a caller who leaves for no defect", async () => {
    const { logger, logged } = listeningLogger();
    const { slotkit, storage } = composeForTest({ options: { logger } });
    const leaving = new AbortController();
    storage.forClient = () => {
      leaving.abort();
      throw leaving.signal.reason;
    };
    await createHandler(slotkit)(
      new Request(`http://localhost/slots?eventType=intro&${week}`, { signal: leaving.signal }),
    );
    expect(logged).toEqual([]);
  });

  it("takes a body that broke off for the sender's affair", async () => {
    const { logger, logged } = listeningLogger();
    const { slotkit } = composeForTest({ options: { logger } });
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"eventType":')),
      pull: () => Promise.reject(new Error("aborted")),
    });
    const headers = { "Content-Type": "application/json" };
    // Node asks for `duplex` with a streamed body; the browser's types do not know it.
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
    const answer = await createHandler(slotkit)(new Request("http://localhost/bookings", init));
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: "malformed" })]);
    expect(logged).toEqual([]);
  });

  it("hides what went wrong inside, and logs where without the words", async () => {
    const { logger, logged } = listeningLogger();
    const { send, storage } = serve({}, { options: { logger } });
    storage.check = () => Promise.reject(new Error("unused"));
    storage.forClient = () => {
      throw new Error("password=hunter2");
    };
    const answer = await send(`/slots?eventType=intro&${week}`);
    expect([answer.status, problemOf(answer).code]).toEqual([500, "internal"]);
    expect(JSON.stringify([answer.text, logged])).not.toContain("hunter2");
    expect(JSON.stringify(logged)).toContain("create-handler.test.ts");
  });
});

describe("GET /openapi.json", () => {
  it("describes every route with its answers", async () => {
    const { send } = serve({ basePath: "/api" });
    const { status, json } = await send("/api/openapi.json");
    expect(status).toBe(200);
    expect(json.openapi).toBe("3.1.0");
    expect(json.servers).toEqual([{ url: "." }]);
    expect(Object.keys(json.paths)).toEqual([...new Set(routes.map(({ path }) => path))]);
    const { requestBody, responses } = json.paths["/bookings"].post;
    expect(requestBody.content["application/json"].schema).toMatchObject({
      required: ["eventType", "start", "attendee"],
      additionalProperties: false,
    });
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["201", "409", "413", "415", "422", "429"]));
    const ids = Object.values(json.paths).flatMap((path) =>
      Object.values(path as object).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
