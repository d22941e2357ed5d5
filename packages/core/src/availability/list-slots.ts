import type { Booking } from "../bookings/booking.ts";
import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import { type PersonCheck, personOf, readPersonCheck } from "../rules/person-history.ts";
import type { Span } from "../slots/slot-query.ts";
import { isInstant } from "../time/instant.ts";
import { eventTypeForMove } from "./for-move.ts";
import { asOfSources, readHostCalendars, type SlotScope, slotQueryOf, sourcesOf } from "./gather-query.ts";
import { type OwnTime, readOccupancy } from "./occupancy.ts";
import type { ListSlotsRequest, SlotList } from "./slot-list.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Longest range one list may ask for. */
const maxRangeDays = 62;
/** How long a visitor may wait for the next free time to be found. */
const searchDeadlineMs = 3_000;

type Listed = Omit<SlotList, "nextAvailable">;

/** Lists the bookable times of an event type; recent reads of outside calendars may serve it. */
export async function listSlots(context: SlotKitContext, request: ListSlotsRequest): Promise<SlotList> {
  const asked = await scopeOf(context, request);
  const listed = await findIn(context, asked.scope, asked);
  const [first] = listed.slots;
  return { ...listed, nextAvailable: first ? first.start : await findNext(context, asked.scope, asked, listed) };
}

/** As {@link listSlots}, without looking beyond the range. */
export async function listSlotsInRange(context: SlotKitContext, request: ListSlotsRequest): Promise<Listed> {
  const asked = await scopeOf(context, request);
  return findIn(context, asked.scope, asked);
}

async function scopeOf(context: SlotKitContext, request: ListSlotsRequest) {
  const { clientId = defaultClientId, start, end, rescheduleUid, reservationUid, attendeeEmail, signal } = request;
  checkRange(start, end);
  const eventType = await requireEventType(context, clientId, request.eventType, {
    evenInactive: request.rescheduleUid !== undefined,
  });
  const moving = rescheduleUid === undefined ? null : await movingBooking(context, clientId, rescheduleUid, eventType);
  const durationMinutes = moving
    ? (moving.end - moving.start) / minuteMs
    : resolveDuration(eventType, request.durationMinutes);
  const scope: SlotScope = {
    clientId,
    eventType: moving ? eventTypeForMove(eventType, moving) : eventType,
    durationMinutes,
    range: { start, end },
    signal,
  };
  const person = moving?.person ?? (attendeeEmail === undefined ? null : personOf(eventType, attendeeEmail));
  const isAllowed =
    person === null
      ? everybody
      : await readPersonCheck(context.storage.forClient(clientId).people, eventType, {
          person,
          now: await context.storage.now(),
          moving: rescheduleUid,
        });
  return { scope, moving, reservationUid, isAllowed };
}

/** Who looks at a list. */
interface Onlooker {
  /** The booking that is being moved, and the hold that the asker has: neither stands in the way. */
  moving: Booking | null;
  reservationUid: string | undefined;
  /** Do the rules about this person allow a slot? */
  isAllowed: PersonCheck;
}

const everybody: PersonCheck = () => true;

/** Looked up together with what is taken, so that a hold counts until the moment it ends. */
async function ownTime(
  context: SlotKitContext,
  clientId: string,
  { moving, reservationUid }: Onlooker,
  now: number,
): Promise<readonly OwnTime[]> {
  const hold =
    reservationUid === undefined ? null : await context.storage.forClient(clientId).reservations.find(reservationUid);
  const own: OwnTime[] = moving ? [moving] : [];
  return hold !== null && hold.expiresAt > now ? [...own, hold] : own;
}

async function movingBooking(
  context: SlotKitContext,
  clientId: string,
  uid: string,
  eventType: EventType,
): Promise<Booking> {
  const booking = await context.storage.forClient(clientId).bookings.find(uid);
  if (!booking) throw new BookingError("not_found", "There is no such booking.");
  if (booking.eventType !== eventType.slug) throw invalidField("rescheduleUid", "belongs to another event type");
  return booking;
}

/** @throws {BookingError} `validation_failed` with the field. */
export function checkRange(start: number, end: number): void {
  if (!isInstant(start)) throw invalidField("start", "must be an instant in the years 0000 to 9999");
  if (!isInstant(end)) throw invalidField("end", "must be an instant in the years 0000 to 9999");
  if (end <= start) throw invalidField("end", "must lie after start");
  if (end - start > maxRangeDays * dayMs) {
    throw invalidField("end", `must lie at most ${maxRangeDays} days after start`);
  }
}

/** Where a start can be offered at all: what lies outside is never read, however far the question reaches. */
function bookableSpan(now: number, { bookingWindowDays }: EventType): Span {
  // Two days reach past the end of the last local date of any zone.
  return { start: now, end: now + (bookingWindowDays + 2) * dayMs };
}

async function findIn(context: SlotKitContext, asked: SlotScope, onlooker: Onlooker): Promise<Listed> {
  const { eventType, durationMinutes, clientId } = asked;
  const bookable = bookableSpan(await context.storage.now(), eventType);
  const range = {
    start: Math.max(asked.range.start, bookable.start),
    end: Math.min(asked.range.end, bookable.end),
  };
  if (range.start >= range.end) {
    const sources = sourcesOf([], bookable.start);
    return { eventType, durationMinutes, slots: [], asOf: bookable.start, sources };
  }
  const scope: SlotScope = { ...asked, range };
  const calendars = await readHostCalendars(context, scope, "list");
  const now = await context.storage.now();
  const client = context.storage.forClient(clientId);
  const occupancy = await readOccupancy(client, scope, now, await ownTime(context, clientId, onlooker, now));
  const found = context.slotMemory.find(questionOf(asked, onlooker), slotQueryOf(scope, now, occupancy, calendars));
  const slots = onlooker.isAllowed === everybody ? found : found.filter(onlooker.isAllowed);
  const sources = sourcesOf(calendars, now);
  return { eventType, durationMinutes, slots, asOf: asOfSources(sources, now), sources };
}

/** What a list asks, whenever it asks. */
function questionOf(
  { clientId, eventType, durationMinutes, range }: SlotScope,
  { moving, reservationUid }: Onlooker,
): string {
  return JSON.stringify([
    clientId,
    eventType.slug,
    durationMinutes,
    range.start,
    range.end,
    moving?.uid ?? "",
    reservationUid ?? "",
  ]);
}

/**
 * The first bookable start after an empty range, up to the end of the booking window. Gives up when a calendar cannot be
 * read or the visitor has waited long enough.
 */
async function findNext(
  context: SlotKitContext,
  scope: SlotScope,
  onlooker: Onlooker,
  listed: Listed,
): Promise<number | null> {
  const bookable = bookableSpan(await context.storage.now(), scope.eventType);
  const giveUpMs = context.clock.monotonicMs() + searchDeadlineMs;
  let { sources } = listed;
  for (let start = Math.max(scope.range.end, bookable.start); start < bookable.end; start += maxRangeDays * dayMs) {
    scope.signal?.throwIfAborted();
    if (sources.some(({ state }) => state === "unknown") || context.clock.monotonicMs() >= giveUpMs) return null;
    const range = { start, end: start + maxRangeDays * dayMs };
    const found = await findIn(context, { ...scope, range }, onlooker);
    if (found.slots[0]) return found.slots[0].start;
    sources = found.sources;
  }
  return null;
}
