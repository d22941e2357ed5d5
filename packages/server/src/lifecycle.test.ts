import { createClient, createOperatorClient } from "@slotkit/client";
import { createHandler } from "@slotkit/server";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const token = "operator-token-for-tests";
const dayMs = 24 * 3_600_000;

/** The clients over the real handler, so that both prove each other. */
function serve(eventType: ComposeForTestOptions["eventType"] = {}, otherHosts: readonly string[] = []) {
  const parts = composeForTest({ eventType, otherHosts });
  const handler = createHandler(parts.slotkit, {
    rateLimits: false,
    isOperator: (request) => (request.headers.get("Authorization") === `Bearer ${token}` ? { clients: "*" } : null),
  });
  const options = {
    baseUrl: "http://localhost",
    fetch: (url: string, init: RequestInit) => handler(new Request(url, init)),
  };
  const client = createClient(options);
  const { bookings: operator } = createOperatorClient({ ...options, token });
  return { ...parts, handler, client, operator };
}

const body = {
  eventType: "intro",
  start: "2026-11-23T10:00:00+01:00",
  attendee: { name: "Grace Example", email: "grace@example.org" },
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("the life of a booking over HTTP", () => {
  it("publishes questions, stores typed answers and shows what may be done", async () => {
    const { client, operator } = serve({
      questions: [{ name: "people", type: "number", label: "How many?", required: true }],
      policies: { cancel: { minimumNoticeMinutes: 60 } },
    });
    expect((await client.getEventType("intro")).questions).toMatchObject([{ name: "people", type: "number" }]);
    expect(await codeOf(client.createBooking(body))).toBe("validation_failed");
    const { uid, manage } = await client.createBooking({ ...body, answers: { people: 3 } });
    const read = await client.getBooking(uid, manage?.secret ?? "");
    expect(read).toMatchObject({ answers: { people: 3 }, noShow: { host: false, attendee: false }, seriesUid: null });
    expect(read.actions).toMatchObject({ cancel: { allowed: true, until: "2026-11-23T09:00:00+01:00" } });
    expect(Object.keys(read.actions ?? {}).sort()).toEqual(["cancel", "changeGuests", "reschedule"]);
    expect((await operator.getBooking(uid)).actions).toMatchObject({ markNoShow: { code: "invalid_transition" } });
  });

  it("takes guests, another host, completion and a no-show", async () => {
    const { client, operator, clock } = serve(
      { hosts: [{ id: "ada", priority: 1 }, "bob"], assignment: { kind: "roundRobin" } },
      ["bob"],
    );
    const { uid, manage } = await client.createBooking(body);
    const secret = manage?.secret ?? "";
    expect((await client.changeGuests(uid, secret, { add: ["bob@example.org"] })).guests).toEqual(["bob@example.org"]);
    expect((await operator.reassign(uid, { toHostId: "bob" })).hosts).toEqual([{ id: "bob", name: "Bob Example" }]);
    await clock.advance(Date.parse(body.start) - clock.now());
    expect((await operator.complete(uid)).status).toBe("completed");
    expect((await operator.markNoShow(uid, { attendee: true })).noShow).toEqual({ host: false, attendee: true });
    expect((await operator.listBookings({ status: "completed" })).bookings.map((one) => one.uid)).toEqual([uid]);
  });

  it("keeps attendees and strangers from what operators do", async () => {
    const { client, handler } = serve();
    const { uid, manage } = await client.createBooking(body);
    for (const action of ["reassign", "complete", "no-show", "confirm", "decline"]) {
      for (const [bearer, status] of [
        [manage?.secret, 403],
        [undefined, 401],
      ] as const) {
        const headers = { "Content-Type": "application/json", ...(bearer && { Authorization: `Bearer ${bearer}` }) };
        const request = new Request(`http://localhost/bookings/${uid}/${action}`, {
          method: "POST",
          headers,
          body: "{}",
        });
        expect([action, (await handler(request)).status]).toEqual([action, status]);
      }
    }
    for (const path of ["series", "guests", "series/cancel"]) {
      const method = path === "series" ? "GET" : "POST";
      const request = new Request(`http://localhost/bookings/${uid}/${path}`, { method });
      expect([path, (await handler(request)).status]).toEqual([path, 401]);
    }
  });

  it("books, shows and cancels a series; one key, one answer", async () => {
    const { client, operator } = serve({ recurring: { maxCount: 4 } });
    const weekly = { ...body, recurrence: { frequency: "weekly", count: 3 } } as const;
    const key = { idempotencyKey: "a-key-of-enough-letters" };
    const booked = await client.createBooking(weekly, key);
    expect(await client.createBooking(weekly, key)).toEqual(booked);
    const [first, second] = booked.series?.bookings ?? [];
    expect(booked.series?.bookings).toHaveLength(3);
    const secret = second?.manage?.secret ?? "";
    const { bookings } = await client.getSeries(second?.uid ?? "", secret);
    expect(bookings.map(({ start }) => Date.parse(start))).toEqual(
      [0, 7, 14].map((days) => Date.parse(body.start) + days * dayMs),
    );
    const cancelled = await client.cancelSeries(second?.uid ?? "", secret, { scope: "following" });
    expect(cancelled.bookings).toHaveLength(2);
    const { bookings: left } = await operator.listBookings({ seriesUid: booked.series?.uid, status: "confirmed" });
    expect(left.map(({ uid }) => uid)).toEqual([first?.uid]);
  });

  it("moves past a rule about the person for operators alone", async () => {
    const rule = { maxCount: 1, per: { calendar: "day" as const, timeZone: "Europe/Berlin" }, by: "meeting" as const };
    const { client, operator } = serve({ personRules: [rule] });
    await client.createBooking(body);
    const { uid, manage } = await client.createBooking({ ...body, start: "2026-11-24T10:00:00+01:00" });
    const move = { start: "2026-11-23T11:00:00+01:00" };
    const secret = manage?.secret ?? "";
    expect(await codeOf(client.reschedule(uid, secret, move))).toBe("frequency_limit");
    expect(await codeOf(client.reschedule(uid, secret, { ...move, ignorePersonRules: true }))).toBe("forbidden");
    expect(await codeOf(operator.reschedule(uid, move))).toBe("frequency_limit");
    expect((await operator.reschedule(uid, { ...move, ignorePersonRules: true })).start).toBe(move.start);
  });

  it("lets operators read and cancel a whole series", async () => {
    const { client, operator } = serve({ recurring: { maxCount: 3, frequencies: ["daily"] } });
    const { uid } = await client.createBooking({ ...body, recurrence: { frequency: "daily", count: 3 } });
    expect((await operator.getSeries(uid)).bookings.map(({ status }) => status)).toEqual(Array(3).fill("confirmed"));
    const { bookings } = await operator.cancelSeries(uid, { scope: "all", reason: "The host is ill." });
    expect(bookings.map(({ status }) => status)).toEqual(Array(3).fill("cancelled"));
  });
});
