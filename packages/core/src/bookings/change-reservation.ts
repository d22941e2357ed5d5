import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import { tellOfReservation } from "../outbox/booking-news.ts";
import type { Transaction } from "../ports/storage.ts";
import { recorded } from "./commit-slot.ts";
import { mostExtensions } from "./hold-limits.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import { type KeepAnswer, once } from "./once.ts";
import { locksOfHold, releaseHold } from "./own-hold.ts";
import type { Reservation } from "./reservation.ts";
import { requireReservationSecret } from "./reservation-secret.ts";
import { type HeldReservation, heldBy } from "./reserve.ts";
import { settleClaims } from "./session-claims.ts";

const route = "PATCH /slots/reservations/{uid}";
const minuteMs = 60_000;

/** Names a hold, and by what right something is done to it. */
export interface ReservationRequest extends ClientScope {
  uid: string;
  /** The hold's secret. Left out, the caller has made sure by other means that the change is allowed. */
  secret?: string | undefined;
}

/** Lets a hold last its whole time once more, from now. */
export async function extendReservation(
  context: SlotKitContext,
  request: ReservationRequest & RepeatableRequest,
): Promise<HeldReservation> {
  const { clientId = defaultClientId, idempotencyKey, ...content } = request;
  await requireReservationSecret(context, clientId, request);
  const extended = await once<Reservation>(context, { clientId, route, idempotencyKey, content }, (keep) =>
    recorded(context, "extendReservation", () => commitExtension(context, clientId, request.uid, keep)),
  );
  return heldBy(context, extended);
}

async function commitExtension(
  context: SlotKitContext,
  clientId: string,
  uid: string,
  keep: KeepAnswer<Reservation>,
): Promise<Reservation> {
  const client = context.storage.forClient(clientId);
  const known = await client.reservations.find(uid);
  if (!known) throw hasEnded();
  const commit = async (tx: Transaction): Promise<Reservation> => {
    const now = await tx.now();
    const held = await tx.reservations.find(uid);
    if (!held || held.expiresAt <= now) throw hasEnded();
    if (held.extensions >= mostExtensions) {
      throw new BookingError("limit_reached", `A reservation can be extended ${mostExtensions} times; book now.`);
    }
    const expiresAt = Math.max(held.expiresAt, now + context.holdLimits.minutes * minuteMs);
    const extended = { ...held, extensions: held.extensions + 1, expiresAt };
    await tx.reservations.update(extended);
    await tellOfReservation(context, tx, extended, "extended");
    await extendClaims(tx, extended, now);
    await keep(tx, extended);
    return extended;
  };
  return client.transaction(locksOfHold(known), commit);
}

/** Ends a hold before its time. One that has ended by itself, or was used up, is none to end: that is no error. */
export async function releaseReservation(context: SlotKitContext, request: ReservationRequest): Promise<void> {
  const { clientId = defaultClientId, uid } = request;
  await requireReservationSecret(context, clientId, request);
  const client = context.storage.forClient(clientId);
  const known = await client.reservations.find(uid);
  if (!known) return;
  await client.transaction(locksOfHold(known), async (tx) => {
    const held = await tx.reservations.find(uid);
    if (held) await releaseHold(tx, held, await tx.now());
  });
}

async function extendClaims(tx: Transaction, held: Reservation, now: number): Promise<void> {
  const { uid, hostIds, start, end, sessionUid, expiresAt } = held;
  if (sessionUid === null) {
    const claims = (await tx.claims.overlapping(hostIds, start, end, now)).filter(({ ownerUid }) => ownerUid === uid);
    await tx.claims.removeOwnedBy(uid);
    await tx.claims.insert(claims.map((claim) => ({ ...claim, expiresAt })));
    return;
  }
  const session = await tx.sessions.find(sessionUid);
  if (session && session.booked === 0) await settleClaims(tx, session, now);
}

function hasEnded(): BookingError {
  return new BookingError("reservation_expired", "The reservation has ended; make a new one.", {
    errors: [{ field: "reservationUid", message: "is no longer held" }],
  });
}
