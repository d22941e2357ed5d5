import type { Booking } from "../bookings/booking.ts";
import type { SeatedSession } from "../bookings/session.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import { type Effect, type EffectSubject, type Integration, integrations } from "./effect.ts";
import { formatMailTarget, parseMailTarget } from "./mail-target.ts";

/**
 * Writes into the outbox, in the booking's own transaction, that the outside systems are to reach the booking's version.
 *
 * @param eventType - As far as the catalog still knows it.
 * @param concerned - For the others the change is no news.
 * @returns The rows as they now stand.
 */
export async function wantEffects(
  context: SlotKitContext,
  tx: Transaction,
  booking: Booking,
  eventType: EventType | null,
  concerned: readonly Integration[] = integrations,
): Promise<readonly Effect[]> {
  const known = await tx.effects.ofSubjects([booking.uid]);
  const open = known.filter((effect) => !isCleared(effect, booking));
  const now = await tx.now();
  const targets = [...(await targetsOf(context, booking, eventType, now)), ...open.map(pairOf)];
  const { clientId, uid, version } = booking;
  const wanted = targets.filter(([integration]) => concerned.includes(integration));
  const dueAt = (target: Target) => dueAtOf(target, booking, now);
  return want(tx, { clientId, subject: { kind: "booking", uid }, version }, wanted, known, dueAt);
}

/** As {@link wantEffects}, for a booking that is stored in this very transaction: nothing can be known of it yet. */
export async function wantFirstEffects(
  context: SlotKitContext,
  tx: Transaction,
  booking: Booking,
  eventType: EventType,
): Promise<readonly Effect[]> {
  const { clientId, uid, version } = booking;
  const now = await tx.now();
  const targets = await targetsOf(context, booking, eventType, now);
  const dueAt = (target: Target) => dueAtOf(target, booking, now);
  return want(tx, { clientId, subject: { kind: "booking", uid }, version }, targets, [], dueAt);
}

/** As {@link wantEffects}, for a session: the calendar alone is told of it, its seats tell the rest. */
export async function wantSessionEffects(
  context: SlotKitContext,
  tx: Transaction,
  { clientId, uid, version, calendarId }: SeatedSession,
): Promise<readonly Effect[]> {
  const known = await tx.effects.ofSubjects([uid]);
  const targets: Target[] = context.calendar && calendarId !== null ? [["calendar", calendarId]] : [];
  return want(tx, { clientId, subject: { kind: "session", uid }, version }, [...targets, ...known.map(pairOf)], known);
}

type Target = readonly [Integration, string];

/** @returns All rows of the subject as they now stand, those that are not wanted anew among them. */
async function want(
  tx: Transaction,
  { clientId, subject, version }: { clientId: string; subject: EffectSubject; version: number },
  targets: readonly Target[],
  known: readonly Effect[],
  dueAt?: (target: Target) => number,
): Promise<readonly Effect[]> {
  const now = await tx.now();
  const wanted = new Map(targets.map((target) => [target.join("/"), target]));
  const effects = [...wanted.values()].map(([integration, target]): Effect => {
    const present = known.find((effect) => effect.integration === integration && effect.target === target);
    const due = dueAt?.([integration, target]) ?? now;
    return {
      id:
        present?.id ?? effectId(subject.uid, integration, integration === "calendar" ? calendarNumber(known) : target),
      clientId,
      subject,
      integration,
      target,
      revision: version,
      state: "pending",
      delivered: present?.delivered ?? null,
      uncertain: present?.uncertain ?? false,
      attempt: 0,
      repairs: 0,
      notBefore: due,
      wantedAt: due,
      // A worker that is busy with the older revision keeps its lease, so that the two never overlap.
      leaseOwner: present?.leaseOwner ?? null,
      leaseUntil: present?.leaseUntil ?? null,
      failure: null,
    };
  });
  await tx.effects.save(...effects);
  return [...effects, ...known.filter(({ integration, target }) => !wanted.has([integration, target].join("/")))];
}

async function targetsOf(
  context: SlotKitContext,
  booking: Booking,
  eventType: EventType | null,
  now: number,
): Promise<Target[]> {
  const targets: Target[] = [];
  if (context.calendar && booking.calendarId !== null) targets.push(["calendar", booking.calendarId]);
  if (context.crm) targets.push(["crm", ""]);
  if (!context.notifier) return targets;
  const hosts = eventType?.hosts.filter(({ id, email }) => booking.hostIds.includes(id) && email !== null) ?? [];
  const hostReaders = hosts.map(({ id }) => ({ audience: "host", id }) as const);
  const guests = eventType?.notifyGuests === true ? booking.guests : [];
  const guestReaders = await Promise.all(
    guests.map(async (email) => ({ audience: "guest", id: await guestDigest(context, booking, email) }) as const),
  );
  const readers = [{ audience: "attendee", id: "" } as const, ...hostReaders, ...guestReaders];
  const { minutesBefore: reminders = [], hosts: remindHosts = false } = eventType?.reminders ?? {};
  const news = readers.map((reader) => formatMailTarget({ ...reader, minutesBefore: null }));
  const reminded = reminders
    .filter((minutesBefore) => booking.start - minutesBefore * minuteMs > now)
    .flatMap((minutesBefore) =>
      readers
        .filter(({ audience }) => audience !== "host" || remindHosts)
        .map((reader) => formatMailTarget({ ...reader, minutesBefore })),
    );
  return [...targets, ...[...news, ...reminded].map((target): Target => ["mail", target])];
}

const minuteMs = 60_000;

/** Reminders wait for their time, as long as the booking stands. */
function dueAtOf([integration, target]: Target, { start, status }: Booking, now: number): number {
  const minutesBefore = integration === "mail" ? parseMailTarget({ target }).minutesBefore : null;
  if (minutesBefore === null || (status !== "confirmed" && status !== "pending")) return now;
  return Math.max(now, start - minutesBefore * minuteMs);
}

/** Tells the guests of a booking apart without naming them: what names an effect stands in lists and logs. */
export async function guestDigest(
  { signer }: SlotKitContext,
  { clientId, uid }: Booking,
  email: string,
): Promise<string> {
  return (await signer.sign(["guest", clientId, uid, email.toLowerCase()])).slice(0, 22);
}

/** Derived, so that what names an effect outside (a Message-ID) can be told again from the booking. */
function effectId(uid: string, integration: Integration, target: string): string {
  return [uid, integration, ...(target === "" ? [] : target.split(":"))].join(".");
}

/** An outside calendar that the event has left, which knows so. */
function isCleared({ integration, target, state, delivered }: Effect, { calendarId }: Booking): boolean {
  return integration === "calendar" && target !== calendarId && state === "done" && delivered?.calendarId === null;
}

/** What tells the rows of several calendars apart: the id of a calendar is an address as a rule, and ids travel in URLs. */
function calendarNumber(known: readonly Effect[]): string {
  const count = known.filter(({ integration }) => integration === "calendar").length;
  return count === 0 ? "" : String(count + 1);
}

function pairOf({ integration, target }: Effect): Target {
  return [integration, target];
}
