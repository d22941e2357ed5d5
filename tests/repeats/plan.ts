import { createHash } from "node:crypto";
import { createSlotKit, type Storage, staticCatalog } from "@slotkit/core";
import { createHandler, type Handler } from "@slotkit/server";

/** What is asked for under each key. */
export type Kind = "book" | "hold" | "move" | "cancel";

const kinds: readonly Kind[] = ["book", "book", "move", "book", "cancel", "book", "hold", "book", "move", "cancel"];
export const kindOf = (key: number): Kind => kinds[key % kinds.length] ?? "book";

/** Enough hosts and days that no two keys want the same time. */
const hostCount = 40;
const slotMs = 15 * 60_000;
const dayMs = 96 * slotMs;
const hosts = Array.from({ length: hostCount }, (_, index) => `host${index}`);
const eventTypeOf = (key: number) => hosts[key % hostCount] ?? "host0";
const placeOf = (key: number) => Math.floor(key / hostCount);

/** The first day of bookings; what is moved goes from the first to the second, and holds are spread over the days of the third. */
const startOf = (firstDayMs: number, key: number, days: number) =>
  new Date(firstDayMs + days * dayMs + placeOf(key) * slotMs).toISOString();
const startOfHold = (firstDayMs: number, key: number) =>
  new Date(firstDayMs + (20 + (placeOf(key) % 20)) * dayMs + Math.floor(placeOf(key) / 20) * slotMs).toISOString();

/** A booking made beforehand, to be moved or cancelled. */
export interface Made {
  uid: string;
  secret: string;
}

/** The request that belongs to a key: every repeat is made of the same bytes. */
export interface Asked {
  path: string;
  body: object;
  bearer?: string | undefined;
}

export function requestOf(key: number, firstDayMs: number, made: Made | undefined): Asked {
  const kind = kindOf(key);
  switch (kind) {
    case "book":
      return booking(key, firstDayMs);
    case "hold":
      return {
        path: "/slots/reservations",
        body: { eventType: eventTypeOf(key), start: startOfHold(firstDayMs, key) },
      };
    case "move":
      return {
        path: `/bookings/${made?.uid}/reschedule`,
        body: { start: startOf(firstDayMs, key, 10) },
        bearer: made?.secret,
      };
    case "cancel":
      return { path: `/bookings/${made?.uid}/cancel`, body: { reason: `key ${key}` }, bearer: made?.secret };
    default:
      return kind satisfies never;
  }
}

export function booking(key: number, firstDayMs: number): Asked {
  return {
    path: "/bookings",
    body: {
      eventType: eventTypeOf(key),
      start: startOf(firstDayMs, key, 0),
      attendee: { name: "Grace Example", email: `grace${key}@example.org` },
      metadata: { key: String(key) },
    },
  };
}

export function createApi(storage: Storage): Handler {
  const day = [{ start: "00:00", end: "24:00" }];
  const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
  const slotkit = createSlotKit({
    storage,
    catalog: staticCatalog({
      schedules: [{ id: "always", timeZone: "UTC", weekly }],
      hosts: hosts.map((id) => ({ id, name: id, schedule: "always" })),
      eventTypes: hosts.map((id) => ({ slug: id, title: id, durationMinutes: 15, hosts: [id] })),
    }),
    calendar: false,
    crm: false,
    notifications: false,
    secret: "a secret for tests alone, long enough to be taken",
  });
  return createHandler(slotkit, {
    rateLimits: false,
    clientAddress: (request) => request.headers.get("X-Sender"),
  });
}

export interface Told {
  status: number;
  /** Of the body, byte by byte. */
  digest: string;
  text: string;
}

export async function send(api: Handler, key: number, { path, body, bearer }: Asked): Promise<Told> {
  const response = await api(
    new Request(`http://localhost${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": `a-key-that-is-repeated-${key}`,
        // Holds are counted per sender; here everybody has one.
        "X-Sender": `192.0.${key >> 8}.${key & 255}`,
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
    }),
  );
  const text = await response.text();
  return { status: response.status, text, digest: createHash("sha256").update(text).digest("base64url") };
}
