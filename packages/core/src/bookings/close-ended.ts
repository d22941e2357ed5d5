import type { SlotKitContext } from "../context.ts";
import { isBookingError } from "../errors.ts";
import type { BookingScan } from "../ports/booking-scan.ts";
import type { Booking } from "./booking.ts";
import { type Change, changeBooking } from "./change.ts";

/** What one walk over bookings whose time is over did. */
export interface ClosingReport {
  /** Confirmed bookings that have ended. */
  completed: number;
  /** Pending bookings that nobody answered before they began. */
  expired: number;
  /** Could not be closed now; the next walk tries again. */
  failed: number;
}

const pageSize = 100;

/**
 * Closes bookings whose time is over, in every client: confirmed ones that have ended are completed, pending ones that
 * nobody answered before they began are rejected. Several processes may walk at once: each change is made for the version
 * that was seen, so that of two one does nothing.
 */
export async function closeEnded(context: SlotKitContext, signal?: AbortSignal): Promise<ClosingReport> {
  const now = await context.storage.now();
  const completed = await closeAll(
    context,
    { status: "confirmed", startsUntil: now, endsUntil: now },
    completing,
    signal,
  );
  const expired = await closeAll(context, { status: "pending", startsUntil: now }, expiring, signal);
  const failed = completed.failed + expired.failed;
  if (failed > 0) {
    context.logger.warn("Bookings whose time is over could not be closed; trying again.", { failed });
  }
  return { completed: completed.closed, expired: expired.closed, failed };
}

const completing: Change = { action: "complete", alter: () => ({}), tells: ["crm"] };
const expiring: Change = { action: "expire", alter: () => ({ reason: "Nobody answered in time." }) };

async function closeAll(
  context: SlotKitContext,
  scan: Omit<BookingScan, "limit" | "after">,
  change: Change,
  signal: AbortSignal | undefined,
): Promise<{ closed: number; failed: number }> {
  const counts = { closed: 0, failed: 0 };
  let page: readonly Booking[];
  let after: BookingScan["after"];
  do {
    page = await context.storage.scanBookings({ ...scan, after, limit: pageSize });
    for (const booking of page) {
      if (signal?.aborted) return counts;
      const outcome = await close(context, booking, change);
      if (outcome !== "elsewhere") counts[outcome]++;
      after = [booking.start, booking.clientId, booking.uid];
    }
  } while (page.length === pageSize);
  return counts;
}

/** One booking that cannot be closed must not keep the others open. */
async function close(
  context: SlotKitContext,
  { clientId, uid, version }: Booking,
  change: Change,
): Promise<"closed" | "failed" | "elsewhere"> {
  try {
    await changeBooking(context, { clientId, uid, version }, change);
    return "closed";
  } catch (error) {
    const isTaken = isBookingError(error) && (error.code === "version_conflict" || error.code === "invalid_transition");
    return isTaken ? "elsewhere" : "failed";
  }
}
