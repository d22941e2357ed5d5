import { z } from "zod";
import type { BookingStatus, SyncState } from "../bookings/booking.ts";

/** A booking as its attendee and operators see it; times are RFC 3339 with the offset of the attendee's zone. */
export interface BookingView {
  uid: string;
  status: BookingStatus;
  version: number;
  eventType: string;
  title: string;
  location: string | null;
  start: string;
  end: string;
  /** The attendee's zone, or the event type's when none was given. */
  timeZone: string;
  hosts: readonly { id: string; name: string }[];
  attendee: { name: string; email: string; timeZone: string | null; phone: string | null; company: string | null };
  guests: readonly string[];
  notes: string | null;
  /** Who did not come. */
  noShow: { host: boolean; attendee: boolean };
  /** Shared by the bookings of one recurring series. */
  seriesUid: string | null;
  reason: string | null;
  sync: { calendar: SyncState; crm: SyncState; mail: SyncState };
  /** Present in answers to whoever may manage the booking after a booking or a move. */
  manage?: { secret: string; url: string | null } | undefined;
}

const syncStateSchema = z.enum(["off", "pending", "synced", "manual"]);

/** Schema of {@link BookingView}. */
export const bookingViewSchema: z.ZodType<BookingView> = z.object({
  uid: z.string(),
  status: z.enum(["pending", "confirmed", "rejected", "cancelled", "completed"]),
  version: z.int(),
  eventType: z.string(),
  title: z.string(),
  location: z.string().nullable(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  hosts: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
  attendee: z.object({
    name: z.string(),
    email: z.string(),
    timeZone: z.string().nullable(),
    phone: z.string().nullable(),
    company: z.string().nullable(),
  }),
  guests: z.array(z.string()).readonly(),
  notes: z.string().nullable(),
  noShow: z.object({ host: z.boolean(), attendee: z.boolean() }),
  seriesUid: z.string().nullable(),
  reason: z.string().nullable(),
  sync: z.object({ calendar: syncStateSchema, crm: syncStateSchema, mail: syncStateSchema }),
  manage: z.object({ secret: z.string(), url: z.string().nullable() }).optional(),
});
