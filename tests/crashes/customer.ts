import { setTimeout as wait } from "node:timers/promises";
import { type History, type Operation, viewOf } from "../simulator/visitors/history.ts";
import type { Incoming } from "../simulator/visitors/network.ts";
import type { Chance } from "../simulator/world/chance.ts";

/** Where requests go at present. */
export interface Counter {
  /** Resolves to the address of the server that runs, once one does. */
  address(): Promise<string>;
  isClosing(): boolean;
  /** Told of every success. */
  onSuccess(): void;
}

interface OwnBooking {
  uid: string;
  secret: string;
}

const halfHourMs = 30 * 60_000;
const eventTypes = ["one", "both", "either"] as const;

/** Somebody who books, moves and cancels without end, and repeats what was not answered. */
export async function keepBooking(
  counter: Counter,
  history: History,
  chance: Chance,
  firstStart: number,
): Promise<void> {
  const own: OwnBooking[] = [];
  while (!counter.isClosing()) {
    const wish = own.length === 0 ? "book" : chance.weighted({ book: 6, move: 2, cancel: 2 });
    const start = firstStart + chance.below(3_000) * halfHourMs;
    if (wish === "book") {
      const booked = await book(counter, history, chance.pick(eventTypes), start);
      if (booked) own.push(booked);
      continue;
    }
    const [booking] = own.splice(chance.below(own.length), 1);
    if (!booking) continue;
    const moved = await change(counter, history, booking, wish, start);
    if (moved) own.push(moved);
  }
}

/** One request under one key, sent again after every death of a server until it is answered. */
async function book(counter: Counter, history: History, eventType: string, start: number): Promise<OwnBooking | null> {
  const operation = history.begin({ kind: "book", uid: null, eventType, start });
  const body = {
    eventType,
    start: new Date(start).toISOString(),
    attendee: { name: "Grace Example", email: "grace@example.org" },
    metadata: { request: operation.request },
  };
  const incoming = await sendUntilAnswered(counter, history, operation, {
    path: "/bookings",
    headers: { "Idempotency-Key": keyOf(operation) },
    body,
  });
  // Every so often once more, for the same bytes: perhaps of another server.
  if (incoming && operation.bodies.length === 1 && start % (4 * halfHourMs) === 0) {
    history.note(
      operation,
      await send(counter, { path: "/bookings", headers: { "Idempotency-Key": keyOf(operation) }, body }),
    );
  }
  if (!incoming) return null;
  const { uid, secret } = viewOf(incoming.text);
  return secret === null ? null : { uid, secret };
}

const keyOf = ({ request }: Operation) => `${request}-of-the-crash-tests`;

async function change(
  counter: Counter,
  history: History,
  { uid, secret }: OwnBooking,
  kind: "move" | "cancel",
  start: number,
): Promise<OwnBooking | null> {
  const operation = history.begin({ kind, uid, eventType: "", start: kind === "move" ? start : null });
  const path = `/bookings/${uid}/${kind === "move" ? "reschedule" : "cancel"}`;
  const body = kind === "move" ? { start: new Date(start).toISOString() } : {};
  const incoming = await send(counter, { path, headers: { Authorization: `Bearer ${secret}` }, body });
  history.note(operation, incoming);
  if (kind === "cancel" || incoming.kind !== "answer") return null;
  // A refused move leaves everything as it was.
  return { uid, secret: (incoming.status === 200 ? viewOf(incoming.text).secret : null) ?? secret };
}

interface Outgoing {
  path: string;
  headers: Record<string, string>;
  body: object;
}

async function sendUntilAnswered(
  counter: Counter,
  history: History,
  operation: Operation,
  outgoing: Outgoing,
): Promise<(Incoming & { kind: "answer" }) | null> {
  while (!counter.isClosing()) {
    const incoming = await send(counter, outgoing);
    const isKnown = history.note(operation, incoming);
    if (isKnown && incoming.kind === "answer") return incoming.status < 300 ? incoming : null;
    // Until the key's lease ends, which the next server sees at once; see the clocks in `runCrashes`.
    if (incoming.kind === "answer") await wait(50);
  }
  return null;
}

async function send(counter: Counter, { path, headers, body }: Outgoing): Promise<Incoming> {
  const address = await counter.address();
  try {
    const response = await fetch(`${address}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) counter.onSuccess();
    return { kind: "answer", status: response.status, text };
  } catch {
    // A server that was killed leaves its connections behind; let the next one take over.
    await wait(1);
    return { kind: "lost" };
  }
}
