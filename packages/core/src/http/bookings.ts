import { z } from "zod";
import type { Answer, BookingStatus, SyncState } from "../bookings/booking.ts";
import { emailSchema, instantSchema, lineSchema, textSchema, timeZoneSchema } from "./primitives.ts";

const reasonSchema = textSchema(1000);
const versionSchema = z.int({ error: "must be a whole number" }).min(1);

/** Who books, as sent. */
export interface AttendeeInput {
  name: string;
  email: string;
  /** IANA; the zone of the attendee's mails. */
  timeZone?: string | undefined;
  phone?: string | undefined;
  company?: string | undefined;
}

/** Body of `POST /bookings`. */
export interface CreateBookingBody {
  /** Slug of the event type. */
  eventType: string;
  /** RFC 3339 instant of an offered slot. */
  start: string;
  /** One of the event type's durations; the first when left out. */
  durationMinutes?: number | undefined;
  attendee: AttendeeInput;
  /** E-mail addresses of further people; at most 100. */
  guests?: readonly string[] | undefined;
  answers?: Readonly<Record<string, Answer>> | undefined;
  notes?: string | undefined;
  /** At most 50 short strings of the host application's own. */
  metadata?: Readonly<Record<string, string>> | undefined;
}

const attendeeSchema: z.ZodType<AttendeeInput> = z.strictObject({
  name: lineSchema(200).refine((name) => name.trim() !== "", { error: "must not be empty" }),
  email: emailSchema,
  timeZone: timeZoneSchema.optional(),
  phone: lineSchema(40).optional(),
  company: lineSchema(200).optional(),
});

const answerSchema: z.ZodType<Answer> = z.union([
  textSchema(5000),
  z.number(),
  z.boolean(),
  z.array(textSchema(500)).max(100).readonly(),
]);

/** Keys that would reach an object's prototype are no names for data. */
const keySchema = lineSchema(100).refine((key) => !["__proto__", "constructor", "prototype"].includes(key), {
  error: "is not allowed as a name",
});

const atMost = (count: number) => (record: object) => Object.keys(record).length <= count;

/** Schema of {@link CreateBookingBody}; unknown fields are refused. */
export const createBookingBodySchema: z.ZodType<CreateBookingBody> = z.strictObject({
  eventType: lineSchema(100).min(1),
  start: instantSchema,
  durationMinutes: z.int({ error: "must be a whole number of minutes" }).min(1).max(1440).optional(),
  attendee: attendeeSchema,
  guests: z.array(emailSchema).max(100, { error: "must have at most 100 entries" }).readonly().optional(),
  answers: z.record(keySchema, answerSchema).refine(atMost(100), { error: "must have at most 100 entries" }).optional(),
  notes: textSchema(5000).optional(),
  metadata: z
    .record(keySchema, textSchema(500))
    .refine(atMost(50), { error: "must have at most 50 entries" })
    .optional(),
});

/** Body of `POST /bookings/{uid}/reschedule`. */
export interface RescheduleBody {
  start: string;
  reason?: string | undefined;
  /** Refuses the move when the booking has changed since. */
  version?: number | undefined;
}

/** Schema of {@link RescheduleBody}. */
export const rescheduleBodySchema: z.ZodType<RescheduleBody> = z.strictObject({
  start: instantSchema,
  reason: reasonSchema.optional(),
  version: versionSchema.optional(),
});

/** Body of `POST /bookings/{uid}/cancel`, `/confirm` and `/decline`. */
export interface CancelBody {
  reason?: string | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

/** Schema of {@link CancelBody}. */
export const cancelBodySchema: z.ZodType<CancelBody> = z.strictObject({
  reason: reasonSchema.optional(),
  version: versionSchema.optional(),
});

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
  reason: z.string().nullable(),
  sync: z.object({ calendar: syncStateSchema, crm: syncStateSchema, mail: syncStateSchema }),
  manage: z.object({ secret: z.string(), url: z.string().nullable() }).optional(),
});

/** Query of `GET /bookings` (operators). */
export interface ListBookingsQuery {
  status?: BookingStatus | undefined;
  eventType?: string | undefined;
  /** RFC 3339; starts at or after. */
  from?: string | undefined;
  /** RFC 3339; starts before. */
  until?: string | undefined;
  /** 1 to 200, as text; 50 when left out. */
  limit?: string | undefined;
  /** `nextCursor` of the previous page. */
  cursor?: string | undefined;
}

/** Schema of {@link ListBookingsQuery}. */
export const listBookingsQuerySchema: z.ZodType<ListBookingsQuery> = z.strictObject({
  status: z.enum(["pending", "confirmed", "rejected", "cancelled", "completed"]).optional(),
  eventType: lineSchema(100).min(1).optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9][0-9]|200)$/, { error: "must be a whole number from 1 to 200" })
    .optional(),
  cursor: lineSchema(200).optional(),
});

/** Answer of `GET /bookings`; newest start first. */
export interface ListBookingsAnswer {
  bookings: readonly BookingView[];
  nextCursor: string | null;
}

/** Schema of {@link ListBookingsAnswer}. */
export const listBookingsAnswerSchema: z.ZodType<ListBookingsAnswer> = z.object({
  bookings: z.array(bookingViewSchema).readonly(),
  nextCursor: z.string().nullable(),
});
