import { eventTypeForMove } from "../availability/for-move.ts";
import { readHostCalendars, type SlotScope } from "../availability/gather-query.ts";
import type { CalendarKnowledge } from "../availability/read-calendars.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError, type FieldError, invalidField, isBookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import { formatInstant } from "../time/instant.ts";
import type { BookRequest } from "./book-request.ts";
import type { BookingDetails } from "./booking-details.ts";
import { locksOf, rotates, scopeOfStart, slotUnderLocks, takeSlot } from "./commit-slot.ts";
import { occurrencesOf, type Recurrence } from "./occurrences.ts";
import type { KeepAnswer } from "./once.ts";
import { ownHold } from "./own-hold.ts";
import { personLocksOf } from "./person-limits.ts";
import { type NewBooking, prepareBooking, storeBooking } from "./store-booking.ts";
import { createUid } from "./uid.ts";

/** A request for a series. */
export type SeriesRequest = BookRequest & { recurrence: Recurrence };

/** One start of the series and its place in it. */
interface Place {
  index: number;
  start: number;
}

/**
 * Books a whole series in one transaction under all its locks, or nothing of it. Every booking is of its own, with an
 * event of its own; they share `seriesUid`, and the hosts: who takes the first takes all.
 *
 * @throws {BookingError} as a single booking, with every occurrence that stands in the way as `occurrences.<index>`.
 */
export async function commitSeries(
  context: SlotKitContext,
  clientId: string,
  request: SeriesRequest,
  keep: KeepAnswer<readonly BookingDetails[]>,
): Promise<readonly BookingDetails[]> {
  const prepared = await prepareBooking(context, clientId, request);
  const { eventType, durationMinutes } = prepared;
  refuseRecurrence(eventType, request.recurrence);
  const places = placesOf(eventType, request);
  const scope: SlotScope = { clientId, eventType, durationMinutes, range: rangeOf(places), signal: request.signal };
  const calendars = await readHostCalendars(context, scope, "commit");

  const client = context.storage.forClient(clientId);
  const held = await ownHold(client, request.reservationUid);
  const locks = [...locksOf(scope), ...personLocksOf(eventType, prepared.person), ...held.locks];
  return client.transaction(locks, async (tx) => {
    const hold = await held.release(tx);
    // The sessions that seats are taken in have their hosts already.
    const hosts =
      rotates(eventType) && eventType.seats === null ? await chooseForAll(tx, scope, calendars, places) : null;
    const sameHosts = hosts ? { ...scope, eventType: eventTypeForMove(eventType, { hostIds: hosts }) } : scope;
    const series = { uid: createUid("se", context.random) };
    const details: BookingDetails[] = [];
    await eachOrAllConflicts(scope, places, async ({ index, start }) => {
      const at = scopeOfStart(sameHosts, start);
      const wish = { seats: prepared.seats, hostIds: hold.hostsFor(at) };
      const slot = await takeSlot(tx, at, calendars, wish);
      return async () => {
        const booking: NewBooking = { ...prepared, slot, series: { uid: series.uid, index } };
        details.push(await storeBooking(context, tx, booking));
      };
    });
    await keep(tx, details);
    return details;
  });
}

/** @throws {BookingError} `validation_failed` where the event type takes no such series. */
function refuseRecurrence({ recurring }: EventType, { frequency, count }: Recurrence): void {
  if (!recurring) throw invalidField("recurrence", "is not offered by this event type");
  if (!recurring.frequencies.includes(frequency)) {
    throw invalidField("recurrence.frequency", `must be one of: ${recurring.frequencies.join(", ")}`);
  }
  if (count > recurring.maxCount) throw invalidField("recurrence.count", `must be at most ${recurring.maxCount}`);
}

/** @throws {BookingError} `validation_failed` with every date on which the time does not exist. */
function placesOf(eventType: EventType, { recurrence, start }: SeriesRequest): readonly Place[] {
  const occurrences = occurrencesOf(recurrence, start, eventType.timeZone);
  const missing = occurrences.filter((occurrence) => occurrence.start === null);
  if (missing.length > 0) {
    const errors = missing.map(({ index, date }) => ({
      field: `occurrences.${index}`,
      message: date.length === 7 ? "the month has no such day" : "the clock skips this time on that date",
      received: JSON.stringify(date),
    }));
    throw new BookingError("validation_failed", "A series must not fall on times that do not exist.", { errors });
  }
  return occurrences.flatMap(({ index, start: at }) => (at === null ? [] : [{ index, start: at }]));
}

function rangeOf(places: readonly Place[]): { start: number; end: number } {
  const starts = places.map(({ start }) => start);
  return { start: Math.min(...starts), end: Math.max(...starts) + 1 };
}

/** The hosts who are free for all of it, chosen as for its first booking. */
async function chooseForAll(
  tx: Transaction,
  scope: SlotScope,
  calendars: readonly CalendarKnowledge[],
  places: readonly Place[],
): Promise<readonly string[]> {
  const free: (readonly string[])[] = [];
  await eachOrAllConflicts(scope, places, async ({ start }) => {
    const { slot } = await slotUnderLocks(tx, scopeOfStart(scope, start), calendars);
    return async () => void free.push(slot.hostIds);
  });
  const always = scope.eventType.hosts.map(({ id }) => id).filter((id) => free.every((ids) => ids.includes(id)));
  const [first] = places;
  const { choose } = await slotUnderLocks(tx, scopeOfStart(scope, first?.start ?? 0), calendars);
  const chosen = choose(always);
  if (chosen) return chosen;
  // Somebody is free each time, but nobody for all: named are the times at which whoever is free most often is not.
  const daysOf = (id: string) => free.filter((ids) => ids.includes(id)).length;
  const best = scope.eventType.hosts.map(({ id }) => id).reduce((a, b) => (daysOf(b) > daysOf(a) ? b : a));
  const errors = places
    .filter((_, index) => !free[index]?.includes(best))
    .map((place) => conflictAt(scope, place, "nobody is free at this time and at all the others"));
  throw new BookingError("no_available_host", "Nobody is free at all of these times.", { errors });
}

/**
 * Tries every place, so that a refusal names all that stand in the way. That the person may not book so often is said of
 * times alone that are all free, as it is for a single booking.
 *
 * @param attempt - What it answers is run next.
 * @throws {BookingError} the code of the first refusal.
 */
async function eachOrAllConflicts(
  scope: SlotScope,
  places: readonly Place[],
  attempt: (place: Place) => Promise<() => Promise<void>>,
): Promise<void> {
  const refusals: { error: BookingError; place: Place }[] = [];
  let tooOften: BookingError | null = null;
  for (const place of places) {
    try {
      const store = await attempt(place);
      await store();
    } catch (error) {
      // A refusal of the storage ends the transaction; one of the engine leaves it as it was.
      if (isBookingError(error) && error.code === "frequency_limit") tooOften = error;
      else if (isRefusalOfTime(error)) refusals.push({ error, place });
      else throw error;
    }
  }
  const [first] = refusals;
  if (!first && tooOften) throw tooOften;
  if (!first) return;
  const errors = refusals.map(({ error, place }) => conflictAt(scope, place, error.message));
  const count = errors.length === 1 ? "1 of the times" : `${errors.length} of the times`;
  throw new BookingError(first.error.code, `${count} of this series cannot be booked; nothing was.`, { errors });
}

function isRefusalOfTime(error: unknown): error is BookingError {
  return (
    isBookingError(error) && error.code !== "busy" && error.cause === undefined && error.errors[0]?.field === "start"
  );
}

function conflictAt({ eventType }: SlotScope, { index, start }: Place, message: string): FieldError {
  return { field: `occurrences.${index}`, message, received: JSON.stringify(formatInstant(start, eventType.timeZone)) };
}
