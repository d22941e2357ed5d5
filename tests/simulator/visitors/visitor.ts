import type { MailFact } from "../audit/facts.ts";
import type { Chance } from "../world/chance.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import { type History, type Operation, viewOf } from "./history.ts";
import type { Incoming, Outgoing, Send } from "./network.ts";

/** What a visitor has at hand. */
export interface VisitorWorld {
  time: VirtualTime;
  history: History;
  send: Send;
  slugs: readonly string[];
  timeZone: string;
  /** Mails that have arrived at anybody's. */
  mails: readonly MailFact[];
  /** Nobody begins anything new any more. */
  isClosing(): boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const mostAttempts = 4;
/** Few enough to come back. */
const people = 15;

/** Somebody who comes to the page, books, and comes back to change it. */
export async function visit(world: VisitorWorld, chance: Chance, who: string, wish?: Wish): Promise<void> {
  const wanted = wish ?? (await look(world, chance, who));
  if (wanted === null) return;
  await world.time.sleep(chance.wait(30_000));
  const booking = await book(world, chance, who, wanted);
  if (booking === null) return;
  await live(world, chance, who, booking);
}

/** A slot that somebody has set their heart on. */
export interface Wish {
  eventType: string;
  start: number;
  durationMinutes: number | undefined;
}

/** Chooses a slot from the list, near ones rather than late ones, so that people meet. */
export async function look(world: VisitorWorld, chance: Chance, who: string): Promise<Wish | null> {
  const eventType = chance.pick(world.slugs);
  const durationMinutes = eventType === "pool" && chance.of(0.5) ? 60 : undefined;
  const start = await chooseStart(world, chance, who, { eventType, durationMinutes });
  return start === null ? null : { eventType, start, durationMinutes };
}

async function chooseStart(
  { send, time }: VisitorWorld,
  chance: Chance,
  who: string,
  query: { eventType: string; durationMinutes?: number | undefined; rescheduleUid?: string; secret?: string },
): Promise<number | null> {
  const from = time.now() + chance.below(4) * dayMs;
  const parameters = new URLSearchParams({
    eventType: query.eventType,
    start: new Date(from).toISOString(),
    end: new Date(from + (1 + chance.below(4)) * dayMs).toISOString(),
    ...(query.durationMinutes === undefined ? {} : { duration: String(query.durationMinutes) }),
    ...(query.rescheduleUid === undefined ? {} : { rescheduleUid: query.rescheduleUid }),
  });
  const incoming = await send({ method: "GET", path: `/slots?${parameters}`, bearer: query.secret }, who);
  if (incoming.kind !== "answer" || incoming.status !== 200) return null;
  const { slots } = JSON.parse(incoming.text) as { slots: Record<string, { start: string }[]> };
  const starts = Object.values(slots).flat();
  if (starts.length === 0) return null;
  const near = Math.min(starts.length, chance.of(0.5) ? 3 : starts.length);
  return Date.parse(starts[chance.below(near)]?.start ?? "");
}

/** The booking as its attendee knows it. */
interface KnownBooking {
  uid: string;
  eventType: string;
  version: number;
  secret: string;
}

/** Books, repeating under one key until an answer comes or patience ends, and now and then once more for nothing. */
async function book(world: VisitorWorld, chance: Chance, who: string, wish: Wish): Promise<KnownBooking | null> {
  const { eventType, start, durationMinutes } = wish;
  const reservationUid = chance.of(0.25) ? await hold(world, chance, who, wish) : undefined;
  const count = eventType === "course" && chance.of(0.7) ? 2 + chance.below(2) : 1;
  const operation = world.history.begin({ kind: "book", uid: null, eventType, start, count });
  const person = chance.below(people);
  const address = `visitor-${person}@example.org`;
  const outgoing: Outgoing = {
    method: "POST",
    path: "/bookings",
    ...keyFor(operation),
    body: {
      eventType,
      start: new Date(start).toISOString(),
      durationMinutes,
      // Some people do not write their address the same way every time.
      attendee: { name: "Grace Example", email: chance.of(0.2) ? address.toUpperCase() : address },
      guests: chance.of(0.2) ? [`guest-${chance.below(people)}@example.org`] : undefined,
      recurrence: count > 1 ? { frequency: "daily", count } : undefined,
      reservationUid,
      metadata: { request: operation.request },
    },
  };
  const impatient = chance.of(0.15);
  if (impatient) void repeat(world, chance, `${who} (second click)`, operation, outgoing);
  const incoming = await repeat(world, chance, who, operation, outgoing);
  if (operation.outcome !== "done") return null;
  if (chance.of(0.2)) {
    await world.time.sleep(chance.pick([0, minuteMs, hourMs, 2 * dayMs]));
    world.history.note(operation, await world.send(outgoing, `${who} (repeating)`));
  }
  if (incoming === null) return null;
  const { uid, version, secret } = viewOf(incoming.text);
  return secret === null ? null : { uid, eventType, version, secret };
}

/**
 * Holds the slot while the form is filled in, and thinks about it; now and then for longer than the hold lasts, or not after
 * all. What becomes of a hold whose answer is lost, nobody knows.
 */
async function hold(
  { send, time }: VisitorWorld,
  chance: Chance,
  who: string,
  { eventType, start, durationMinutes }: Wish,
): Promise<string | undefined> {
  const body = { eventType, start: new Date(start).toISOString(), durationMinutes };
  const idempotencyKey = chance.of(0.5) ? `hold-of-${who.replaceAll(" ", "-")}-${start}` : undefined;
  const outgoing: Outgoing = { method: "POST", path: "/slots/reservations", idempotencyKey, body };
  let incoming = await send(outgoing, who);
  if (incoming.kind === "lost" && idempotencyKey !== undefined) incoming = await send(outgoing, who);
  if (incoming.kind !== "answer" || incoming.status !== 201) return undefined;
  const { reservationUid, secret } = JSON.parse(incoming.text) as { reservationUid: string; secret: string };
  await time.sleep(chance.wait(2 * minuteMs));
  const path = `/slots/reservations/${reservationUid}`;
  if (chance.of(0.2)) await send({ method: "PATCH", path, bearer: secret }, who);
  if (chance.of(0.15)) await send({ method: "DELETE", path, bearer: secret }, who);
  return reservationUid;
}

/** Sends until it is known how the operation ended. */
async function repeat(
  { history, send, time }: VisitorWorld,
  chance: Chance,
  who: string,
  operation: Operation,
  outgoing: Outgoing,
): Promise<(Incoming & { kind: "answer" }) | null> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const incoming = await send(outgoing, who);
    if (history.note(operation, incoming) && incoming.kind === "answer") return incoming.status < 300 ? incoming : null;
    await time.sleep(chance.wait(attempt * 10_000));
  }
  return null;
}

/** What an attendee does with a booking until it takes place or ends. */
async function live(world: VisitorWorld, chance: Chance, who: string, booking: KnownBooking): Promise<void> {
  for (;;) {
    await world.time.sleep(chance.wait(chance.pick([minuteMs, hourMs, dayMs])));
    if (world.isClosing()) return;
    const next = chance.weighted({ nothing: 4, move: 3, cancel: 2, guests: 1 });
    if (next === "nothing") return;
    const secret = newestSecret(world, booking);
    if (next === "guests") {
      const add = [`guest-${chance.below(people)}@example.org`];
      const changed = await change(world, chance, who, "guests", booking, { secret, body: { add } });
      if (changed?.kind === "answer" && changed.status === 200) booking.version = viewOf(changed.text).version;
      continue;
    }
    if (next === "cancel") {
      await change(world, chance, who, "cancel", booking, { secret, body: {} });
      if (chance.of(0.2)) await change(world, chance, who, "cancel", booking, { secret, body: {} });
      return;
    }
    const start = await chooseStart(world, chance, who, { ...booking, rescheduleUid: booking.uid, secret });
    if (start === null) continue;
    const incoming = await change(world, chance, who, "move", booking, {
      secret,
      body: { start: new Date(start).toISOString() },
      start,
    });
    if (incoming?.kind === "answer" && incoming.status === 200) {
      const { version, secret: fresh } = viewOf(incoming.text);
      Object.assign(booking, { version, secret: fresh ?? secret });
    }
  }
}

/** The secret of the last answer, or of a mail that tells of a later change. */
function newestSecret({ mails }: VisitorWorld, { uid, version, secret }: KnownBooking): string {
  const later = mails.findLast((mail) => mail.bookingUid === uid && mail.manageUrl !== null && mail.version > version);
  return later?.manageUrl?.split(".").at(-1) ?? secret;
}

const changes = { move: "reschedule", cancel: "cancel", guests: "guests" } as const;

/** Asks for a change, some people under a key: they repeat what was not answered. */
async function change(
  world: VisitorWorld,
  chance: Chance,
  who: string,
  kind: keyof typeof changes,
  { uid, eventType }: KnownBooking,
  { secret, body, start = null }: { secret: string; body: object; start?: number | null },
): Promise<Incoming | null> {
  const operation = world.history.begin({ kind, uid, eventType, start });
  const outgoing: Outgoing = { method: "POST", path: `/bookings/${uid}/${changes[kind]}`, bearer: secret, body };
  if (chance.of(0.5)) {
    const keyed = { ...outgoing, ...keyFor(operation) };
    return repeat(world, chance, who, operation, keyed);
  }
  const incoming = await world.send(outgoing, who);
  world.history.note(operation, incoming);
  return incoming;
}

function keyFor({ request }: Operation): Pick<Outgoing, "request" | "idempotencyKey"> {
  return { request, idempotencyKey: `${request}-of-the-simulation` };
}
