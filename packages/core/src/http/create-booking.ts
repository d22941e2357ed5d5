import { z } from "zod";
import type { Answer } from "../bookings/booking.ts";
import { type Frequency, frequencies } from "../ports/catalog.ts";
import {
  emailSchema,
  instantSchema,
  languageSchema,
  lineSchema,
  textSchema,
  timeZoneSchema,
} from "../validation/primitives.ts";
import { type BookingFormBody, bookingFormBodySchema } from "./booking-form.ts";

/** Who books, as sent. */
export interface AttendeeInput {
  name: string;
  email: string;
  /** IANA; the zone of the attendee's mails. */
  timeZone?: string | undefined;
  phone?: string | undefined;
  company?: string | undefined;
  /** BCP 47; the language of the attendee's mails, such as `de-AT`. Default: the first of `Accept-Language`. */
  language?: string | undefined;
}

/** How the bookings of a series follow each other. */
export interface RecurrenceBody {
  frequency: Frequency;
  /** Every how many days, weeks or months; 1 when left out. */
  interval?: number | undefined;
  /** Bookings in all, the first included: 2 to what the event type allows. */
  count: number;
}

const recurrenceSchema: z.ZodType<RecurrenceBody> = z.strictObject({
  frequency: z.enum(frequencies, { error: `must be one of: ${frequencies.join(", ")}` }),
  interval: z
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be at least 1" })
    .max(52, { error: "must be at most 52" })
    .optional(),
  count: z
    .int({ error: "must be a whole number" })
    .min(2, { error: "must be at least 2" })
    .max(100, { error: "must be at most 100" }),
});

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
  /** Books a whole series or nothing, where the event type offers it; `start` is that of the first booking. */
  recurrence?: RecurrenceBody | undefined;
  /** At most 50 short strings of the host application's own. */
  metadata?: Readonly<Record<string, string>> | undefined;
  /** Books although a rule about the person stands against it; operators only. */
  ignorePersonRules?: boolean | undefined;
  /** The hold that is used up. One that has ended does no harm while the time is still free. */
  reservationUid?: string | undefined;
  /** What came from the form beside the booking: by it people and bots are told apart. */
  form?: BookingFormBody | undefined;
}

const attendeeSchema: z.ZodType<AttendeeInput> = z.strictObject({
  name: lineSchema(200).refine((name) => name.trim() !== "", { error: "must not be empty" }),
  email: emailSchema,
  timeZone: timeZoneSchema.optional(),
  phone: lineSchema(40).optional(),
  company: lineSchema(200).optional(),
  language: languageSchema.optional(),
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
  recurrence: recurrenceSchema.optional(),
  ignorePersonRules: z.boolean({ error: "must be true or false" }).optional(),
  metadata: z
    .record(keySchema, textSchema(500))
    .refine(atMost(50), { error: "must have at most 50 entries" })
    .optional(),
  reservationUid: lineSchema(64).optional(),
  form: bookingFormBodySchema.optional(),
});
