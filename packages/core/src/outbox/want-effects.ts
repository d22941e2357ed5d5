import type { Booking } from "../bookings/booking.ts";
import type { SeatedSession } from "../bookings/session.ts";
import type { SlotKitContext } from "../context.ts";
import type { Host } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import { type Effect, type EffectSubject, type Integration, integrations } from "./effect.ts";

/**
 * Writes into the outbox, in the booking's own transaction, that the outside systems are to reach the booking's version.
 *
 * @param hosts - The booking's hosts, as far as the catalog still knows them.
 * @param concerned - For the others the change is no news.
 * @returns The rows as they now stand.
 */
export async function wantEffects(
  context: SlotKitContext,
  tx: Transaction,
  booking: Booking,
  hosts: readonly Host[],
  concerned: readonly Integration[] = integrations,
): Promise<readonly Effect[]> {
  const known = await tx.effects.ofSubjects([booking.uid]);
  const open = known.filter((effect) => !isCleared(effect, booking));
  const targets = [...targetsOf(context, booking, hosts), ...open.map(pairOf)];
  const { clientId, uid, version } = booking;
  const wanted = targets.filter(([integration]) => concerned.includes(integration));
  return want(tx, { clientId, subject: { kind: "booking", uid }, version }, wanted, known);
}

/** As {@link wantEffects}, for a booking that is stored in this very transaction: nothing can be known of it yet. */
export async function wantFirstEffects(
  context: SlotKitContext,
  tx: Transaction,
  booking: Booking,
  hosts: readonly Host[],
): Promise<readonly Effect[]> {
  const { clientId, uid, version } = booking;
  return want(tx, { clientId, subject: { kind: "booking", uid }, version }, targetsOf(context, booking, hosts), []);
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
): Promise<readonly Effect[]> {
  const now = await tx.now();
  const wanted = new Map(targets.map((target) => [target.join("/"), target]));
  const effects = [...wanted.values()].map(([integration, target]): Effect => {
    const present = known.find((effect) => effect.integration === integration && effect.target === target);
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
      notBefore: now,
      wantedAt: now,
      // A worker that is busy with the older revision keeps its lease, so that the two never overlap.
      leaseOwner: present?.leaseOwner ?? null,
      leaseUntil: present?.leaseUntil ?? null,
      failure: null,
    };
  });
  await tx.effects.save(...effects);
  return [...effects, ...known.filter(({ integration, target }) => !wanted.has([integration, target].join("/")))];
}

function targetsOf(context: SlotKitContext, booking: Booking, hosts: readonly Host[]): Target[] {
  const targets: Target[] = [];
  if (context.calendar && booking.calendarId !== null) targets.push(["calendar", booking.calendarId]);
  if (context.crm) targets.push(["crm", ""]);
  if (context.notifier) {
    targets.push(["mail", "attendee"]);
    for (const host of hosts) if (host.email !== null) targets.push(["mail", `host:${host.id}`]);
  }
  return targets;
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
