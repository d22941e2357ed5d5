import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import { defaultClientId, type ListSlotsRequest, type SlotList } from "../slotkit.ts";
import { findSlots } from "../slots/find-slots.ts";
import type { Slot } from "../slots/slot-query.ts";
import { eventTypeForMove } from "./for-move.ts";
import { blockingSpan, readHostCalendars, type SlotScope, slotQueryOf, sourcesOf } from "./gather-query.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Longest range one list may ask for. */
const maxRangeDays = 62;

/** Lists the bookable times of an event type; recent reads of outside calendars may serve it. */
export async function listSlots(context: SlotKitContext, request: ListSlotsRequest): Promise<SlotList> {
  const { clientId = defaultClientId, start, end, rescheduleUid, signal } = request;
  checkRange(start, end);
  const eventType = await requireEventType(context, clientId, request.eventType);
  const moving =
    rescheduleUid === undefined ? null : await context.storage.forClient(clientId).bookings.find(rescheduleUid);
  const durationMinutes = moving
    ? (moving.end - moving.start) / minuteMs
    : resolveDuration(eventType, request.durationMinutes);
  const scope: SlotScope = {
    clientId,
    eventType: moving ? eventTypeForMove(eventType, moving.hostIds) : eventType,
    durationMinutes,
    range: { start, end },
    signal,
  };

  const answer = await findIn(context, scope, rescheduleUid);
  const nextAvailable = answer.slots[0]?.start ?? (await findNext(context, scope, rescheduleUid));
  return { eventType, durationMinutes, nextAvailable, ...answer };
}

/** @throws {BookingError} `validation_failed` with the field. */
export function checkRange(start: number, end: number): void {
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end))) throw invalidField("start", "must be an instant");
  if (end <= start) throw invalidField("end", "must lie after start");
  if (end - start > maxRangeDays * dayMs)
    throw invalidField("end", `must lie at most ${maxRangeDays} days after start`);
}

async function findIn(
  context: SlotKitContext,
  scope: SlotScope,
  rescheduleUid: string | undefined,
): Promise<Pick<SlotList, "slots" | "asOf" | "sources">> {
  const calendars = await readHostCalendars(context, scope, "list");
  const now = await context.storage.now();
  const { start, end } = blockingSpan(scope);
  const hostIds = scope.eventType.hosts.map(({ id }) => id);
  const claims = await context.storage.forClient(scope.clientId).claims.overlapping(hostIds, start, end, now);
  const others = claims.filter(({ ownerUid }) => ownerUid !== rescheduleUid);
  const slots: readonly Slot[] = findSlots(slotQueryOf(scope, now, others, calendars));
  const sources = sourcesOf(calendars, now);
  const asOf = Math.min(...sources.map((source) => source.asOf ?? now));
  return { slots, asOf, sources };
}

/** The first bookable start after an empty range, up to the end of the booking window. */
async function findNext(
  context: SlotKitContext,
  scope: SlotScope,
  rescheduleUid: string | undefined,
): Promise<number | null> {
  const lastStart = (await context.storage.now()) + (scope.eventType.bookingWindowDays + 2) * dayMs;
  for (let start = scope.range.end; start < lastStart; start += maxRangeDays * dayMs) {
    const range = { start, end: Math.min(start + maxRangeDays * dayMs, lastStart) };
    const { slots } = await findIn(context, { ...scope, range }, rescheduleUid);
    if (slots[0]) return slots[0].start;
  }
  return null;
}
