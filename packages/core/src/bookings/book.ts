import { readHostCalendars } from "../availability/gather-query.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { Transaction } from "../ports/storage.ts";
import { withAlternatives } from "./alternatives.ts";
import type { BookRequest } from "./book-request.ts";
import { checkBookRequest } from "./book-request.ts";
import { commitSeries, type SeriesRequest } from "./book-series.ts";
import type { BookingDetails, ManagedBooking } from "./booking-details.ts";
import { managed } from "./booking-details.ts";
import { locksOf, recorded, scopeOfStart, takeSlot } from "./commit-slot.ts";
import { type KeepAnswer, once } from "./once.ts";
import { ownHold } from "./own-hold.ts";
import { personLocksOf } from "./person-limits.ts";
import { prepareBooking, storeBooking } from "./store-booking.ts";

const route = "POST /bookings";

/**
 * Books a slot. Everything outside is read before the transaction and written after it, from the outbox; inside, all locks
 * come first, then the same engine that made the list decides.
 */
export async function book(context: SlotKitContext, request: BookRequest): Promise<ManagedBooking> {
  checkBookRequest(request);
  const { clientId = defaultClientId, idempotencyKey, admit, form: _form, signal: _signal, ...content } = request;
  const answer = await once<StoredAnswer>(context, { clientId, route, idempotencyKey, content }, async (keep) => {
    await admit?.();
    return recorded(context, "book", async () =>
      isSeries(request)
        ? { series: await commitSeries(context, clientId, request, (tx, series) => keep(tx, { series })) }
        : commitBooking(context, clientId, request, keep),
    );
  });
  context.wakeDelivery();
  return "series" in answer ? managedSeries(context, answer.series) : managed(context, answer);
}

/** What repeats of a request are answered with: one booking, or all of a series. */
type StoredAnswer = BookingDetails | { series: readonly BookingDetails[] };

function isSeries(request: BookRequest): request is SeriesRequest {
  return request.recurrence !== undefined;
}

/** The first booking of a series, with all of them. */
async function managedSeries(context: SlotKitContext, details: readonly BookingDetails[]): Promise<ManagedBooking> {
  const bookings = await Promise.all(details.map((one) => managed(context, one)));
  const [first] = bookings;
  const uid = first?.booking.seriesUid;
  if (!first || !uid) throw new BookingError("internal", "A series was stored without bookings.");
  return { ...first, series: { uid, bookings } };
}

async function commitBooking(
  context: SlotKitContext,
  clientId: string,
  asked: BookRequest,
  keep: KeepAnswer<BookingDetails>,
): Promise<BookingDetails> {
  const prepared = await prepareBooking(context, clientId, asked);
  const { eventType, durationMinutes, person, request } = prepared;
  const scope = scopeOfStart({ clientId, eventType, durationMinutes, signal: request.signal }, request.start);
  const calendars = await readHostCalendars(context, scope, "commit");
  const client = context.storage.forClient(clientId);
  const held = await ownHold(client, request.reservationUid);

  const commit = async (tx: Transaction): Promise<BookingDetails> => {
    const hold = await held.release(tx);
    const wish = { seats: prepared.seats, hostIds: hold.hostsFor(scope) };
    const slot = await hold.explaining(takeSlot(tx, scope, calendars, wish));
    const details = await storeBooking(context, tx, { ...prepared, slot, series: null });
    await keep(tx, details);
    return details;
  };
  try {
    const locks = [...locksOf(scope), ...personLocksOf(eventType, person), ...held.locks];
    return await client.transaction(locks, commit);
  } catch (error) {
    const wanted = { clientId, eventType: eventType.slug, durationMinutes, start: request.start };
    throw await withAlternatives(context, error, wanted);
  }
}
