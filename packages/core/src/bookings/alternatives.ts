import { listSlotsInRange } from "../availability/list-slots.ts";
import type { SlotKitContext } from "../context.ts";
import { type Alternative, BookingError, type BookingErrorCode, isBookingError } from "../errors.ts";

const dayMs = 24 * 60 * 60_000;
const count = 3;
const searchDays = 7;

/** What was asked for and could not be had. */
export interface RefusedSlot {
  clientId: string;
  eventType: string;
  durationMinutes: number;
  start: number;
  rescheduleUid?: string | undefined;
}

/** Refusals of this one time. */
const curable: ReadonlySet<BookingErrorCode> = new Set([
  "slot_unavailable",
  "no_available_host",
  "seats_full",
  "reservation_expired",
]);

/** Adds the nearest free times to a refusal that another choice can cure; any other error passes unchanged. */
export async function withAlternatives(context: SlotKitContext, error: unknown, wanted: RefusedSlot): Promise<unknown> {
  if (!isBookingError(error) || !curable.has(error.code)) return error;
  const alternatives = await nearestSlots(context, wanted).catch((reason: unknown) => {
    context.logger.warn("Alternatives to a refused slot could not be listed.", { reason: String(reason) });
    return [];
  });
  return new BookingError(error.code, error.message, { errors: error.errors, alternatives, cause: error.cause });
}

async function nearestSlots(context: SlotKitContext, wanted: RefusedSlot): Promise<readonly Alternative[]> {
  const { start, ...rest } = wanted;
  const { slots } = await listSlotsInRange(context, {
    ...rest,
    start: start - searchDays * dayMs,
    end: start + searchDays * dayMs,
  });
  const byDistance = slots.toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  return byDistance
    .slice(0, count)
    .sort((a, b) => a.start - b.start)
    .map((slot) => ({ start: slot.start, end: slot.end }));
}
