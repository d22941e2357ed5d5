import { memoryStorage } from "@slotkit/core";
import { expect, it } from "vitest";
import { type Operation, readDescription } from "./description.ts";
import { composeFuzzed, type FuzzedApi } from "./fuzz-api.ts";
import { onStorage } from "./fuzzed-storage.ts";

const clients = ["ours", "theirs"] as const;
type Client = (typeof clients)[number];

/** Everything of one client that names something, opens something, or must not be seen by the other. */
interface Property {
  booking: { uid: string; secret: string };
  series: { uid: string; secret: string };
  reservation: { uid: string; secret: string };
  operator: string;
  /** Words that occur in nobody else's data. */
  canaries: readonly string[];
}

const operatorOf = (client: Client) => `operator of ${client}`.replaceAll(" ", "-");

/** By the field of a body, or the place in a path. */
const bodies: Record<string, object> = {
  "/bookings/{uid}/reschedule": { start: "2026-12-01T10:00:00Z" },
  "/bookings/{uid}/guests": { add: ["new@example.org"] },
  "/bookings/{uid}/reassign": { toHostId: "bob" },
  "/bookings/{uid}/no-show": { attendee: true },
  "/bookings/{uid}/series/cancel": { scope: "all" },
};

async function compose(makeStorage: Parameters<typeof composeFuzzed>[0]) {
  const fuzzed = await composeFuzzed(makeStorage, {
    clientId: ({ headers }) => headers.get("X-Client") ?? "nobody",
    isOperator({ headers }) {
      const client = clients.find((one) => headers.get("Authorization") === `Bearer ${operatorOf(one)}`);
      return client ? { clients: [client] } : null;
    },
  });
  for (const client of clients) await fuzzed.restoreCatalog(client);
  return fuzzed;
}

let keys = 0;
interface Sent {
  client: Client;
  body?: object | undefined;
  bearer?: string | undefined;
  key?: string;
}

async function send({ api }: FuzzedApi, method: string, path: string, { client, body, bearer, key }: Sent) {
  const response = await api(
    new Request(`http://localhost${path}`, {
      method,
      headers: {
        "X-Client": client,
        "Idempotency-Key": key ?? `a-key-of-two-clients-${keys++}`,
        ...(body && { "Content-Type": "application/json" }),
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";");
  return { status: response.status, type, text: await response.text() };
}

async function settle(fuzzed: FuzzedApi, client: Client): Promise<Property> {
  const canary = `canary-${client}`;
  const attendee = { name: `Grace ${canary}`, email: `${canary}@example.org`, company: `company ${canary}` };
  const wanted = { eventType: "intro", attendee, notes: `notes ${canary}` };
  const made = async (path: string, body: object) => {
    const { status, text } = await send(fuzzed, "POST", path, { client, body });
    expect([status, text]).toEqual([201, expect.anything()]);
    return JSON.parse(text);
  };
  const booking = await made("/bookings", { ...wanted, start: "2026-11-23T10:00:00Z" });
  const recurrence = { frequency: "weekly", count: 2 };
  const series = await made("/bookings", { ...wanted, start: "2026-11-24T10:00:00Z", recurrence });
  const held = await made("/slots/reservations", { eventType: "intro", start: "2026-11-25T10:00:00Z" });
  const reservation = { uid: held.reservationUid, secret: held.secret };
  const canaries = [canary, booking.manage.secret, series.manage.secret, reservation.secret];
  return {
    booking: { uid: booking.uid, secret: booking.manage.secret },
    series: { uid: series.uid, secret: series.manage.secret },
    reservation,
    operator: operatorOf(client),
    canaries,
  };
}

/** The addresses of an operation, about the things of somebody. */
function pathsOf({ path, parameters }: Operation, of: Property): string[] {
  const required = parameters.filter((one) => one.in === "query" && (one.required || one.name.endsWith("Uid")));
  const values: Record<string, string> = {
    eventType: "intro",
    start: "2026-11-23T00:00:00Z",
    end: "2026-11-28T00:00:00Z",
    startDate: "2026-11-23",
    endDate: "2026-11-24",
    duration: "30",
    rescheduleUid: of.booking.uid,
    reservationUid: of.reservation.uid,
    seriesUid: of.series.uid,
  };
  const query = new URLSearchParams(required.map(({ name }) => [name, values[name] ?? "x"]));
  const uids = path.includes("reservations") ? [of.reservation.uid] : [of.booking.uid, of.series.uid];
  const filled = path.includes("{uid}") ? uids.map((uid) => path.replace("{uid}", uid)) : [path];
  return filled.map(
    (one) => one.replace("{id}", "ada").replace("{slug}", "intro") + (query.size > 0 ? `?${query}` : ""),
  );
}

it.each(["memory", "sqlite"])("shows and gives one client nothing of another, whatever it sends, on %s", (storage) =>
  onStorage(storage, async (makeStorage) => {
    const fuzzed = await compose(makeStorage);
    const { operations, faultOf } = await readDescription(fuzzed.api);
    const property = { ours: await settle(fuzzed, "ours"), theirs: await settle(fuzzed, "theirs") };
    const bookingOf = async (client: Client) => {
      const { booking, operator } = property[client];
      const { text } = await send(fuzzed, "GET", `/bookings/${booking.uid}`, { client, bearer: operator });
      return JSON.parse(text);
    };
    const before = await bookingOf("theirs");
    const { ours, theirs } = property;
    const credentials = [
      ours.booking.secret,
      ours.series.secret,
      ours.reservation.secret,
      ours.operator,
      "wrong",
      undefined,
    ];
    let requests = 0;

    for (const operation of operations) {
      // With what is ours: at our own door about their things, at their door about theirs, and at their door about ours.
      for (const [client, about] of [
        ["ours", theirs],
        ["theirs", theirs],
        ["theirs", ours],
      ] as const) {
        for (const path of pathsOf(operation, about)) {
          for (const bearer of credentials) {
            if (client === "ours" && isOwnAffair(operation, bearer)) continue;
            const body = operation.body && (bodies[operation.path] ?? {});
            const answer = await send(fuzzed, operation.method, path, { client, body, bearer });
            requests++;
            const told = `${operation.method} ${path} of ${client} with ${bearer} answered ${answer.status} ${answer.text.slice(0, 300)}`;
            expect(faultOf(operation, answer), told).toBeNull();
            for (const canary of theirs.canaries) expect(answer.text, told).not.toContain(canary);
            if (isPublic(operation) || isNoHoldOfOurs(operation, client, bearer)) continue;
            expect(answer.status, told).toBeGreaterThanOrEqual(400);
          }
        }
      }
    }
    expect(requests).toBeGreaterThan(500);
    expect(await bookingOf("theirs")).toEqual(before);
    const { reservation } = theirs;
    const path = `/slots/reservations/${reservation.uid}`;
    expect((await send(fuzzed, "PATCH", path, { client: "theirs", bearer: reservation.secret })).status).toBe(200);
  }),
);

/** What anybody may read, of whichever client: times, event types, health. */
function isPublic({ method, path }: Operation): boolean {
  const open = [
    "/event-types/{slug}",
    "/slots",
    "/bookings/available-slots",
    "/health",
    "/health/calendar",
    "/health/crm",
  ];
  return method === "GET" && open.includes(path);
}

/** That there is nothing to release is no error to an operator of ours; that theirs is still held is looked at in the end. */
function isNoHoldOfOurs({ method, path }: Operation, client: Client, bearer: string | undefined): boolean {
  return client === "ours" && bearer === operatorOf("ours") && method === "DELETE" && path.includes("reservations");
}

/** What an operator of ours does at our own door with what all catalogs call by the same names. */
function isOwnAffair({ path }: Operation, bearer: string | undefined): boolean {
  return bearer === operatorOf("ours") && !path.includes("{uid}");
}

it("gives a client no answer that another got under the same idempotency key", async () => {
  const fuzzed = await compose((clock) => memoryStorage({ clock }));
  const { theirs } = { theirs: await settle(fuzzed, "theirs") };
  const key = "one-key-of-two-clients";
  const move = { body: { start: "2026-12-01T10:00:00Z" }, bearer: theirs.booking.secret, key };
  const path = `/bookings/${theirs.booking.uid}/reschedule`;
  expect((await send(fuzzed, "POST", path, { ...move, client: "theirs" })).status).toBe(200);
  const answer = await send(fuzzed, "POST", path, { ...move, client: "ours" });
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, "forbidden"]);
});

it("notices an answer that is not as described", async () => {
  const fuzzed = await compose((clock) => memoryStorage({ clock }));
  const { operations, faultOf } = await readDescription(fuzzed.api);
  const health = operations.find(({ path }) => path === "/health");
  if (!health) throw new Error("GET /health is not described.");
  const good = await send(fuzzed, "GET", "/health", { client: "ours" });
  expect(faultOf(health, good)).toBeNull();
  const wrong = [
    { ...good, status: 500 },
    { ...good, status: 418 },
    { ...good, type: "text/plain" },
    { ...good, text: "{}" },
    { ...good, text: JSON.stringify({ ...JSON.parse(good.text), secret: "x" }) },
    { ...good, text: JSON.stringify({ ...JSON.parse(good.text), state: "splendid" }) },
  ];
  for (const answer of wrong) expect(faultOf(health, answer)).not.toBeNull();
});
