import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import { wantEffects } from "../outbox/want-effects.ts";
import type { Host } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import { type Booking, type BookingStatus, notYetSynced } from "./booking.ts";
import type { BookingDetails } from "./booking-details.ts";
import { bookingNotFound, detailsOf } from "./booking-details.ts";
import type { ChangeRequest } from "./change-request.ts";
import { checkChangeRequest } from "./change-request.ts";
import { recorded } from "./commit-slot.ts";
import { type BookingAction, isLive, nextStatus } from "./transitions.ts";

/** Cancels a booking and frees its time. */
export const cancel = (context: SlotKitContext, request: ChangeRequest) => change(context, request, "cancel");

/** Accepts a pending booking; it held its time all along. */
export const confirm = (context: SlotKitContext, request: ChangeRequest) => change(context, request, "confirm");

/** Refuses a pending booking and frees its time. */
export const decline = (context: SlotKitContext, request: ChangeRequest) => change(context, request, "decline");

async function change(context: SlotKitContext, request: ChangeRequest, action: BookingAction): Promise<BookingDetails> {
  checkChangeRequest(request);
  const { clientId = defaultClientId, uid } = request;
  const client = context.storage.forClient(clientId);
  const known = await client.bookings.find(uid);
  if (!known) throw bookingNotFound();
  const eventType = await context.catalog.findEventType(clientId, known.eventType);
  const hosts: readonly Host[] = eventType?.hosts.filter(({ id }) => known.hostIds.includes(id)) ?? [];

  const commit = async (tx: Transaction): Promise<BookingDetails> => {
    const { booking, status, now } = await loadForChange(context, tx, request, action);
    const changed: Booking = {
      ...booking,
      status,
      version: booking.version + 1,
      reason: request.reason?.trim() || null,
      updatedAt: now,
      ...notYetSynced,
    };
    if (!isLive(status)) await tx.claims.removeOwnedBy(uid);
    await tx.bookings.update(changed, booking.version);
    return detailsOf(changed, eventType, await wantEffects(context, tx, changed, hosts));
  };
  const details = await recorded(context, action, () => client.transaction([{ kind: "booking", id: uid }], commit));
  context.wakeDelivery();
  return details;
}

/**
 * Loads a booking under its lock and checks that the action may be taken on it now.
 *
 * @throws {BookingError} `not_found`, `forbidden`, `version_conflict`, `invalid_transition`, `too_late`.
 */
export async function loadForChange(
  { manageSecrets }: SlotKitContext,
  tx: Transaction,
  { uid, version, manageSecret }: Pick<ChangeRequest, "uid" | "version" | "manageSecret">,
  action: BookingAction,
): Promise<{ booking: Booking; status: BookingStatus; now: number }> {
  const booking = await tx.bookings.find(uid);
  if (!booking) throw bookingNotFound();
  const { clientId, generation } = booking;
  if (manageSecret !== undefined && !(await manageSecrets.verify(manageSecret, clientId, uid, generation))) {
    throw new BookingError("forbidden", "This secret does not manage this booking, or no longer does.");
  }
  if (version !== undefined && version !== booking.version) {
    throw new BookingError("version_conflict", "The booking has changed since; read it again.", {
      errors: [{ field: "version", message: `is now ${booking.version}`, received: String(version) }],
    });
  }
  const status = nextStatus(booking.status, action);
  const now = await tx.now();
  if (booking.start <= now) throw new BookingError("too_late", "The booking has already begun and cannot be changed.");
  return { booking, status, now };
}
