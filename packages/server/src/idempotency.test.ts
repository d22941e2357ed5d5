import { type Catalog, staticCatalog } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { routes } from "./routes/index.ts";

const start = "2026-11-23T10:00:00+01:00";
const later = "2026-11-24T10:00:00+01:00";
const attendee = { name: "Grace Example", email: "grace@example.org" };
const operatorToken = "operator";

interface Sent {
  method?: string;
  body?: object;
  bearer?: string | undefined;
  key?: string | undefined;
  client?: string;
}

function serve(composition: ComposeForTestOptions = {}) {
  const { slotkit, clock, storage } = composeForTest({
    otherHosts: ["bob"],
    ...composition,
    eventType: { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" }, ...composition.eventType },
  });
  const handler = createHandler(slotkit, {
    rateLimits: false,
    isOperator: ({ headers }) => (headers.get("Authorization") === `Bearer ${operatorToken}` ? { clients: "*" } : null),
    clientId: ({ headers }) => headers.get("X-Client") ?? "default",
  });
  let keys = 0;
  const newKey = () => `a-key-of-its-own-${keys++}`;
  async function send(path: string, { method = "POST", body, bearer, key, client = "default" }: Sent = {}) {
    const response = await handler(
      new Request(`http://localhost${path}`, {
        method,
        headers: {
          "X-Client": client,
          ...(body && { "Content-Type": "application/json" }),
          ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
          ...(key !== undefined && { "Idempotency-Key": key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      text,
      location: response.headers.get("Location"),
      json: text && JSON.parse(text),
    };
  }
  async function book(changes: object = {}) {
    const { json } = await send("/bookings", {
      body: { eventType: "intro", start, attendee, ...changes },
      key: newKey(),
    });
    return { uid: json.uid as string, secret: json.manage.secret as string, host: json.hosts[0].id as string };
  }
  const rowsOfKeys = async () =>
    ("dump" in storage ? (storage as { dump(): Record<string, unknown[]> }).dump() : {}).idempotencyKeys;
  return { send, book, newKey, clock, storage, slotkit, rowsOfKeys };
}

type Served = ReturnType<typeof serve>;
interface Case {
  eventType?: ComposeForTestOptions["eventType"];
  /** Makes what the request is about, and the request: its path, and another body that would be taken too. */
  arrange(served: Served): Promise<{ path: string; sent: Sent; otherBody?: object }>;
}

const onBooking =
  (
    action: string,
    body: object,
    otherBody: object,
    { bearer, at }: { bearer?: string; at?: string } = {},
  ): Case["arrange"] =>
  async ({ book, clock }) => {
    const { uid, secret } = await book();
    if (at) await clock.advance(Date.parse(at) - clock.now());
    return { path: `/bookings/${uid}/${action}`, sent: { body, bearer: bearer ?? secret }, otherBody };
  };
const asOperator = { bearer: operatorToken };
const pending = { requiresConfirmation: true };

const cases: Record<string, Case> = {
  "POST /slots/reservations": {
    arrange: async () => ({
      path: "/slots/reservations",
      sent: { body: { eventType: "intro", start } },
      otherBody: { eventType: "intro", start: later },
    }),
  },
  "PATCH /slots/reservations/{uid}": {
    async arrange({ send }) {
      const { json } = await send("/slots/reservations", { body: { eventType: "intro", start } });
      const path = `/slots/reservations/${json.reservationUid}`;
      return { path, sent: { method: "PATCH", bearer: json.secret } };
    },
  },
  "POST /bookings": {
    arrange: async () => ({
      path: "/bookings",
      sent: { body: { eventType: "intro", start, attendee } },
      otherBody: { eventType: "intro", start: later, attendee },
    }),
  },
  "POST /bookings/{uid}/reschedule": {
    arrange: onBooking("reschedule", { start: later }, { start: later, reason: "x" }),
  },
  "POST /bookings/{uid}/cancel": { arrange: onBooking("cancel", {}, { reason: "x" }) },
  "POST /bookings/{uid}/confirm": {
    eventType: pending,
    arrange: onBooking("confirm", {}, { reason: "x" }, asOperator),
  },
  "POST /bookings/{uid}/decline": {
    eventType: pending,
    arrange: onBooking("decline", {}, { reason: "x" }, asOperator),
  },
  "POST /bookings/{uid}/complete": {
    arrange: onBooking("complete", {}, { reason: "x" }, { ...asOperator, at: "2026-11-23T09:30:00Z" }),
  },
  "POST /bookings/{uid}/no-show": {
    arrange: onBooking("no-show", { host: true }, { host: false }, { ...asOperator, at: "2026-11-23T09:10:00Z" }),
  },
  "POST /bookings/{uid}/guests": {
    arrange: onBooking("guests", { add: ["ada@example.org"] }, { add: ["bob@example.org"] }),
  },
  "POST /bookings/{uid}/reassign": {
    async arrange({ book }) {
      const { uid, host } = await book();
      const toHostId = host === "ada" ? "bob" : "ada";
      const sent = { body: { toHostId }, bearer: operatorToken };
      return { path: `/bookings/${uid}/reassign`, sent, otherBody: { toHostId, reason: "x" } };
    },
  },
  "POST /bookings/{uid}/series/cancel": {
    eventType: { recurring: { maxCount: 4 } },
    async arrange({ book }) {
      const { uid, secret } = await book({ recurrence: { frequency: "weekly", count: 3 } });
      const sent = { body: { scope: "following" }, bearer: secret };
      return { path: `/bookings/${uid}/series/cancel`, sent, otherBody: { scope: "all" } };
    },
  },
  "POST /webhooks": {
    arrange: async () => ({
      path: "/webhooks",
      sent: { body: { url: "https://example.org/hook" }, bearer: operatorToken },
      otherBody: { url: "https://example.org/other" },
    }),
  },
  "POST /webhooks/{id}/rotate-secret": {
    async arrange({ slotkit }) {
      const { endpoint } = await slotkit.createWebhook({ url: "https://example.org/hook" });
      const sent = { body: {}, bearer: operatorToken };
      return { path: `/webhooks/${endpoint.id}/rotate-secret`, sent, otherBody: { overlapHours: 1 } };
    },
  },
};

/** Requests that take effect once by themselves: what is there already cannot be added, and what waits is not queued again. */
const onceByThemselves = [
  "POST /schedules",
  "POST /hosts",
  "POST /event-types",
  "POST /sync/retry",
  "POST /sync/ignore",
  "POST /webhooks/{id}/replay",
];

it("is offered by every request that a repeat would make take effect twice", () => {
  const changing = routes.filter(({ method }) => method === "POST");
  const named = changing
    .map(({ method, path }) => `${method} ${path}`)
    .filter((name) => !onceByThemselves.includes(name));
  const repeatable = routes.filter((route) => route.repeatable).map(({ method, path }) => `${method} ${path}`);
  expect([...named, "PATCH /slots/reservations/{uid}"].sort()).toEqual(repeatable.sort());
  expect(Object.keys(cases).sort()).toEqual(repeatable.sort());
});

describe.each(Object.entries(cases))("%s with an Idempotency-Key", (_name, { eventType, arrange }) => {
  it("takes effect once, and answers every repeat with the same bytes", async () => {
    const served = serve({ ...(eventType && { eventType }) });
    const { path, sent } = await arrange(served);
    const key = served.newKey();
    const first = await served.send(path, { ...sent, key });
    expect([200, 201]).toContain(first.status);
    await served.clock.advance(6 * 24 * 3_600_000);
    for (let repeat = 0; repeat < 3; repeat++) expect(await served.send(path, { ...sent, key })).toEqual(first);
  });

  it("runs one of twenty that come at once", async () => {
    const served = serve({ ...(eventType && { eventType }) });
    const { path, sent } = await arrange(served);
    const key = served.newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => served.send(path, { ...sent, key })));
    const done = answers.filter(({ status }) => status < 300);
    const waiting = answers.filter(({ status }) => status >= 300);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(new Set(waiting.map(({ json }) => json.code))).toEqual(
      waiting.length === 0 ? new Set() : new Set(["idempotency_in_progress"]),
    );
  });

  it("refuses another body under the same key, and a key of another form", async () => {
    const served = serve({ ...(eventType && { eventType }) });
    const { path, sent, otherBody } = await arrange(served);
    const key = served.newKey();
    expect((await served.send(path, { ...sent, key: "short" })).json).toMatchObject({
      status: 422,
      code: "validation_failed",
      errors: [{ field: "idempotencyKey" }],
    });
    await served.send(path, { ...sent, key });
    if (!otherBody) return;
    const other = await served.send(path, { ...sent, body: otherBody, key });
    expect([other.status, other.json.code]).toEqual([422, "idempotency_conflict"]);
  });

  it("says to a stranger who has the key no more than without it, and stores nothing for one", async () => {
    const served = serve({ ...(eventType && { eventType }) });
    const { path, sent } = await arrange(served);
    if (sent.bearer === undefined) return;
    const key = served.newKey();
    const before = await served.rowsOfKeys();
    for (const bearer of ["wrong", undefined]) {
      const refused = await served.send(path, { ...sent, bearer, key });
      expect(refused.status).toBe(bearer ? 403 : 401);
    }
    expect(await served.rowsOfKeys()).toEqual(before);
    expect([200, 201]).toContain((await served.send(path, { ...sent, key })).status);
    expect((await served.send(path, { ...sent, bearer: "wrong", key })).json.code).toMatch(
      /^(forbidden|idempotency_conflict)$/,
    );
  });
});

/** One catalog for whatever client is asked for. */
function sameForAll(): Catalog {
  const allDay = [{ start: "09:00", end: "17:00" }];
  const own = staticCatalog({
    schedules: [{ id: "office", timeZone: "Europe/Berlin", weekly: { monday: allDay, tuesday: allDay } }],
    hosts: [{ id: "ada", name: "Ada Example", schedule: "office" }],
    eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 30, hosts: ["ada"] }],
  });
  return {
    findEventType: (_client, slug) => own.findEventType("default", slug),
    listEventTypes: () => own.listEventTypes("default"),
  };
}

it("keeps the keys of clients and of routes apart", async () => {
  const { send, newKey, book } = serve({ options: { catalog: sameForAll() } });
  const key = newKey();
  const body = { eventType: "intro", start, attendee };
  const ours = await send("/bookings", { body, key });
  const theirs = await send("/bookings", { body, key, client: "other" });
  expect([ours.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.json.uid).not.toBe(ours.json.uid);
  const held = await send("/slots/reservations", { body: { eventType: "intro", start: later }, key });
  expect(held.status).toBe(201);
  const { uid, secret } = await book({ start: "2026-11-24T11:00:00+01:00" });
  expect((await send(`/bookings/${uid}/cancel`, { body: {}, bearer: secret, key })).status).toBe(200);
  // One key names one request of a route, so it cannot cancel two bookings.
  const cancelled = await send(`/bookings/${ours.json.uid}/cancel`, { body: {}, bearer: ours.json.manage.secret, key });
  expect(cancelled.json.code).toBe("idempotency_conflict");
});

it("gives a repeated move the new secret, to whoever shows the one it was moved with, and to nobody else", async () => {
  const { send, newKey, book } = serve();
  const { uid, secret } = await book();
  const other = await book({ start: "2026-11-25T10:00:00+01:00" });
  const key = newKey();
  const move = { body: { start: later }, bearer: secret, key };
  const moved = await send(`/bookings/${uid}/reschedule`, move);
  expect(await send(`/bookings/${uid}/reschedule`, move)).toEqual(moved);
  expect((await send(`/bookings/${uid}/reschedule`, { ...move, key: newKey() })).status).toBe(403);
  for (const bearer of ["wrong", other.secret]) {
    const refused = await send(`/bookings/${uid}/reschedule`, { ...move, bearer });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.text).not.toContain(moved.json.manage.secret);
  }
});
