import { z } from "zod";
import { readHostCalendars } from "../availability/gather-query.ts";
import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { reserveBodySchema } from "../http/reservations.ts";
import { tellOfReservation } from "../outbox/booking-news.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import { formatInstantUtc } from "../time/instant.ts";
import { parseRequest } from "../validation/parse-request.ts";
import { withAlternatives } from "./alternatives.ts";
import { instantMsSchema } from "./book-request.ts";
import { claimsOf, locksOf, recorded, scopeOfStart, takeSlot } from "./commit-slot.ts";
import { refuseTooManyHolds, refuseTooMuchOfDay } from "./hold-allowance.ts";
import { mostExtensions } from "./hold-limits.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import { type KeepAnswer, once } from "./once.ts";
import { pruneReservations } from "./prune-reservations.ts";
import type { Reservation } from "./reservation.ts";
import { reservationSecret } from "./reservation-secret.ts";
import { settleClaims } from "./session-claims.ts";
import { openSession } from "./session-seats.ts";
import { createUid } from "./uid.ts";

const route = "POST /slots/reservations";
const minuteMs = 60_000;

/** Input of a hold. */
export interface ReserveRequest extends ClientScope, RepeatableRequest {
  eventType: string;
  /** Epoch milliseconds of an offered start. */
  start: number;
  durationMinutes?: number | undefined;
  /** How many seats, where the event type has seats and guests take some. Default: 1. */
  seats?: number | undefined;
  /**
   * What the holds of one sender are counted by, such as the address of the network the request came from; only a digest of
   * it is kept. Left out, the caller answers for how much is held.
   */
  sender?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A hold as its holder knows it. */
export interface HeldReservation {
  reservation: Reservation;
  /** Lets its holder see, extend and release the hold. */
  secret: string;
  extensionsLeft: number;
}

/**
 * Holds a slot, or seats of one, for a few minutes, the same way that a booking takes it: all locks first, then the engine
 * that made the list. A rotating host is fixed with it.
 */
export async function reserve(context: SlotKitContext, request: ReserveRequest): Promise<HeldReservation> {
  checkReserveRequest(request);
  const { clientId = defaultClientId, idempotencyKey, sender: _sender, signal: _signal, ...content } = request;
  const held = await once<Reservation>(context, { clientId, route, idempotencyKey, content }, async (keep) => {
    await pruneReservations(context, clientId);
    return recorded(context, "reserve", () => commitHold(context, clientId, request, keep));
  });
  return heldBy(context, held);
}

/** A hold with the access that its holder has. */
export async function heldBy(context: SlotKitContext, reservation: Reservation): Promise<HeldReservation> {
  const secret = await reservationSecret(context, reservation.clientId, reservation.uid);
  return { reservation, secret, extensionsLeft: mostExtensions - reservation.extensions };
}

/** Checks a request with the schema of the HTTP body, so that both ways in refuse the same things. */
function checkReserveRequest({ eventType, start, durationMinutes, seats }: ReserveRequest): void {
  parseRequest(z.object({ start: instantMsSchema }), { start });
  parseRequest(reserveBodySchema, { eventType, start: formatInstantUtc(start), durationMinutes, seats });
}

async function commitHold(
  context: SlotKitContext,
  clientId: string,
  request: ReserveRequest,
  keep: KeepAnswer<Reservation>,
): Promise<Reservation> {
  const { start, seats = 1, signal } = request;
  const { holdLimits } = context;
  const eventType = await requireEventType(context, clientId, request.eventType);
  const durationMinutes = resolveDuration(eventType, request.durationMinutes);
  const scope = scopeOfStart({ clientId, eventType, durationMinutes, signal }, start);
  const calendars = await readHostCalendars(context, scope, "commit");
  const sender = request.sender === undefined ? null : await context.signer.sign(["sender", clientId, request.sender]);
  const locks: readonly Lock[] = sender === null ? locksOf(scope) : [...locksOf(scope), { kind: "sender", id: sender }];

  const commit = async (tx: Transaction): Promise<Reservation> => {
    const now = await tx.now();
    if (sender !== null) await refuseTooManyHolds(tx, sender, holdLimits, now);
    const slot = await takeSlot(tx, scope, calendars, { seats });
    await refuseTooMuchOfDay(tx, scope, slot, seats, holdLimits);
    const session = eventType.seats === null ? null : await openSession(context, tx, scope, slot);
    const reservation: Reservation = {
      clientId,
      uid: createUid("rs", context.random),
      eventType: eventType.slug,
      start: slot.start,
      end: slot.end,
      hostIds: slot.hostIds,
      sessionUid: session?.uid ?? null,
      seats: session ? seats : 1,
      sender,
      extensions: 0,
      expiresAt: now + holdLimits.minutes * minuteMs,
      createdAt: now,
    };
    await tx.reservations.insert(reservation);
    await tellOfReservation(context, tx, reservation, "created");
    if (session === null) {
      const { uid, expiresAt } = reservation;
      const claims = claimsOf(slot, scope, uid, slot.hostIds);
      await tx.claims.insert(claims.map((claim) => ({ ...claim, kind: "hold", expiresAt })));
    } else if (session.booked === 0) await settleClaims(tx, session, now);
    await keep(tx, reservation);
    return reservation;
  };
  try {
    return await context.storage.forClient(clientId).transaction(locks, commit);
  } catch (error) {
    throw await withAlternatives(context, error, { clientId, eventType: eventType.slug, durationMinutes, start });
  }
}
