import { z } from "zod";
import type { Answer, BookingStatus, SyncState } from "../bookings/booking.ts";
import type { BookingAction } from "../bookings/transitions.ts";
import { type BookingErrorCode, bookingErrorCodes } from "../errors.ts";

/** Written out, so that the schemas load nothing of the bookings behind them. */
const actionNames = {
  confirm: "confirm",
  decline: "decline",
  reschedule: "reschedule",
  reassign: "reassign",
  changeGuests: "changeGuests",
  cancel: "cancel",
  complete: "complete",
  markNoShow: "markNoShow",
  expire: "expire",
} as const satisfies { [Action in BookingAction]: Action };

/** Whether an action may be taken now. */
export interface ActionView {
  allowed: boolean;
  /** What a try would be refused with; null when it is allowed. */
  code: BookingErrorCode | null;
  /** RFC 3339; the last instant at which it may be taken, null where time does not end it. */
  until: string | null;
  reasonRequired: boolean;
}

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
  attendee: {
    name: string;
    email: string;
    timeZone: string | null;
    phone: string | null;
    company: string | null;
    language?: string | undefined;
  };
  guests: readonly string[];
  answers: Readonly<Record<string, Answer>>;
  notes: string | null;
  /** Who did not come. */
  noShow: { host: boolean; attendee: boolean };
  /** Shared by the bookings of one recurring series. */
  seriesUid: string | null;
  reason: string | null;
  sync: { calendar: SyncState; crm: SyncState; mail: SyncState };
  /** What the reader may do with it now, by action; present when the booking was read, not after a change of it. */
  actions?: Readonly<Partial<Record<BookingAction, ActionView>>> | undefined;
  /** Of a series just booked: all of its bookings, this first one included, each with the access to it. */
  series?: { uid: string; bookings: readonly BookingView[] } | undefined;
  /** Present in answers to whoever may manage the booking after a booking or a move. */
  manage?: { secret: string; url: string | null } | undefined;
}

const actionSchema: z.ZodType<ActionView> = z.object({
  allowed: z.boolean(),
  code: z.enum(bookingErrorCodes).nullable(),
  until: z.string().nullable(),
  reasonRequired: z.boolean(),
});

const syncStateSchema = z.enum(["off", "pending", "synced", "manual"]);

const singleSchema = z.object({
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
    language: z.string().optional(),
  }),
  guests: z.array(z.string()).readonly(),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
  notes: z.string().nullable(),
  noShow: z.object({ host: z.boolean(), attendee: z.boolean() }),
  seriesUid: z.string().nullable(),
  reason: z.string().nullable(),
  sync: z.object({ calendar: syncStateSchema, crm: syncStateSchema, mail: syncStateSchema }),
  actions: z.partialRecord(z.enum(actionNames), actionSchema).optional(),
  manage: z.object({ secret: z.string(), url: z.string().nullable() }).optional(),
});

/** Schema of {@link BookingView}. */
export const bookingViewSchema: z.ZodType<BookingView> = singleSchema.extend({
  series: z.object({ uid: z.string(), bookings: z.array(singleSchema).readonly() }).optional(),
});
