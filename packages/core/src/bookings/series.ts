import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantEffects, wantSessionEffects } from "../outbox/want-effects.ts";
import type { ClientStorage, Lock } from "../ports/storage.ts";
import type { Booking } from "./booking.ts";
import { type BookingDetails, bookingNotFound, detailsOf, subjectsOf } from "./booking-details.ts";
import { loadForChange } from "./change.ts";
import { type ChangeRequest, checkChangeRequest } from "./change-request.ts";
import { recorded } from "./commit-slot.ts";
import { locksOfPlace, vacate } from "./occupy.ts";
import type { KeepAnswer } from "./once.ts";
import { onceForBooking } from "./once-for-booking.ts";
import { assertPolicy } from "./policies.ts";
import { notYetSynced } from "./sync-columns.ts";
import { bookingTransitions } from "./transitions.ts";

/** A series has at most 100 bookings. */
const wholeSeries = 100;

/** Input of the cancellation of several bookings of a series. */
export interface CancelSeriesRequest extends ChangeRequest {
  /** `following`: the named booking and those after it in the series; `all`: every one. */
  scope: "following" | "all";
}

/** The bookings of the series to which one belongs, in their order; the booking alone when it belongs to none. */
export async function listSeries(
  context: SlotKitContext,
  clientId: string,
  uid: string,
): Promise<readonly BookingDetails[]> {
  const client = context.storage.forClient(clientId);
  const booking = await client.bookings.find(uid);
  if (!booking) throw bookingNotFound();
  const bookings = booking.seriesUid === null ? [booking] : await bookingsOf(client, booking.seriesUid);
  return Promise.all(
    bookings.map(async (one) =>
      detailsOf(one, await eventTypeOfBooking(context, one), await client.effects.ofSubjects(subjectsOf(one))),
    ),
  );
}

/**
 * Cancels the named booking and others of its series in one transaction. Those that have begun or are over stay as they are;
 * where a policy keeps the attendee from one of the others, none is cancelled.
 *
 * @returns The bookings that were cancelled, in their order.
 */
export async function cancelSeries(
  context: SlotKitContext,
  request: CancelSeriesRequest,
): Promise<readonly BookingDetails[]> {
  checkChangeRequest(request);
  const cancelled = await onceForBooking<readonly BookingDetails[]>(context, "series/cancel", request, (keep) =>
    commitCancellation(context, request, keep),
  );
  context.wakeDelivery();
  return cancelled;
}

async function commitCancellation(
  context: SlotKitContext,
  request: CancelSeriesRequest,
  keep: KeepAnswer<readonly BookingDetails[]>,
): Promise<readonly BookingDetails[]> {
  const { clientId = defaultClientId, uid, scope, manageSecret } = request;
  const client = context.storage.forClient(clientId);
  const known = await client.bookings.find(uid);
  if (!known) throw bookingNotFound();
  const { seriesUid } = known;
  if (seriesUid === null) throw invalidField("scope", "this booking belongs to no series; leave the scope out");
  const eventType = await eventTypeOfBooking(context, known);
  const members = await bookingsOf(client, seriesUid);
  const locks = members.flatMap((member): Lock[] => [{ kind: "booking", id: member.uid }, ...locksOfPlace(member)]);

  return recorded(context, "cancel", () =>
    client.transaction(locks, async (tx) => {
      const { booking: named, now } = await loadForChange(context, tx, request, "cancel");
      const present = await bookingsOf(tx, seriesUid);
      const chosen = present.filter((one) => isIn(scope, one, named) && isOpen(one, now));
      const changes: BookingDetails[] = [];
      for (const booking of chosen) {
        const reason = request.reason?.trim() || null;
        if (manageSecret !== undefined) {
          assertPolicy(eventType, booking, { action: "cancel", now, reason: reason ?? "" });
        }
        const { version } = booking;
        const changed: Booking = {
          ...booking,
          status: "cancelled",
          version: version + 1,
          reason,
          updatedAt: now,
          ...notYetSynced(),
        };
        const left = await vacate(tx, booking);
        await tx.bookings.update(changed, version);
        await tellOfBooking(context, tx, { booking: changed, eventType, types: ["booking.cancelled"] });
        changes.push(
          detailsOf(changed, eventType, [
            ...(await wantEffects(context, tx, changed, eventType)),
            ...(left ? await wantSessionEffects(context, tx, left) : []),
          ]),
        );
      }
      await keep(tx, changes);
      return changes;
    }),
  );
}

/** The bookings of a series in their order. */
async function bookingsOf({ bookings }: Pick<ClientStorage, "bookings">, seriesUid: string): Promise<Booking[]> {
  const found = await bookings.list({ seriesUid, limit: wholeSeries });
  return found.toSorted((a, b) => (a.seriesIndex ?? 0) - (b.seriesIndex ?? 0));
}

function isIn(scope: CancelSeriesRequest["scope"], { seriesIndex }: Booking, named: Booking): boolean {
  return scope === "all" || (seriesIndex ?? 0) >= (named.seriesIndex ?? 0);
}

/** Can it still be cancelled by somebody? */
function isOpen({ status, start }: Booking, now: number): boolean {
  return bookingTransitions[status].cancel !== undefined && start > now;
}
