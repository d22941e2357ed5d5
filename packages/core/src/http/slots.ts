import { z } from "zod";
import { lineSchema, timeZoneSchema } from "../validation/primitives.ts";
import { type BookingFormView, bookingFormViewSchema } from "./booking-form.ts";
import { type EventTypeView, eventTypeViewSchema } from "./event-types.ts";

const slug = lineSchema(100).min(1);
const instantOrDate = z.string().max(40);
const minutesText = z.string().regex(/^[1-9][0-9]{0,3}$/, { error: "must be a whole number of minutes, such as 30" });

/** Query of `GET /slots`. `start` and `end` are RFC 3339 instants, or dates that stand for their first instant in `timeZone`. */
export interface SlotsQuery {
  eventType: string;
  start: string;
  /** Exclusive; at most 62 days after `start`. */
  end: string;
  timeZone?: string | undefined;
  /** Minutes, as text. */
  duration?: string | undefined;
  /** What else to answer, separated by commas. */
  include?: "eventType" | "businessHours" | "eventType,businessHours" | undefined;
  rescheduleUid?: string | undefined;
  /** The asker's own hold, with its secret as the bearer token: what it holds is shown as free. */
  reservationUid?: string | undefined;
}

/** Schema of {@link SlotsQuery}. */
export const slotsQuerySchema: z.ZodType<SlotsQuery> = z.strictObject({
  eventType: slug,
  start: instantOrDate,
  end: instantOrDate,
  timeZone: timeZoneSchema.optional(),
  duration: minutesText.optional(),
  include: z
    .enum(["eventType", "businessHours", "eventType,businessHours"], {
      error: 'must be "eventType", "businessHours" or both, separated by a comma',
    })
    .optional(),
  rescheduleUid: lineSchema(64).optional(),
  reservationUid: lineSchema(64).optional(),
});

/** One bookable time; RFC 3339 with the offset of the answer's zone. */
export interface SlotView {
  start: string;
  end: string;
  seatsRemaining?: number | undefined;
}

/** How current one source of the answer is. */
export interface SlotSource {
  /** `bookings`: SlotKit's own claims. `calendar`: an outside calendar; which one is not public. */
  source: "bookings" | "calendar";
  /** `fresh`: read for this answer. `cached`: read shortly before. `stale`: the last good read, the newest try failed. `unknown`: not readable. */
  state: "fresh" | "cached" | "stale" | "unknown";
  /** When it was read, RFC 3339; null when never. */
  asOf: string | null;
}

/** Opening hours of one local day. */
export interface BusinessHoursView {
  /** `YYYY-MM-DD` in the answer's zone. */
  date: string;
  /** RFC 3339 spans in which hosts are inside their windows. */
  open: readonly { start: string; end: string }[];
}

/** Answer of `GET /slots`. */
export interface SlotsAnswer {
  /** Zone of the day keys and offsets. */
  timeZone: string;
  /** The oldest moment any source speaks for, RFC 3339. */
  asOf: string;
  sources: readonly SlotSource[];
  /** Keyed by local day of `timeZone`, `YYYY-MM-DD`, ascending; days without times are left out. */
  slots: Readonly<Record<string, readonly SlotView[]>>;
  /** First bookable start at or after the asked range's start, RFC 3339; null when there is none in the booking window. */
  nextAvailable: string | null;
  eventType?: EventTypeView | undefined;
  /** Comes with `include=eventType`, where bookings of the event type may or have to be sent with it. */
  form?: BookingFormView | undefined;
  /** Of every local day that the asked range touches, ascending; a closed day has no span. */
  businessHours?: readonly BusinessHoursView[] | undefined;
}

const slotViewSchema: z.ZodType<SlotView> = z.object({
  start: z.string(),
  end: z.string(),
  seatsRemaining: z.int().optional(),
});

const businessHoursSchema = z
  .array(
    z.object({
      date: z.string(),
      open: z.array(z.object({ start: z.string(), end: z.string() })).readonly(),
    }),
  )
  .readonly();

/** Schema of {@link SlotSource}. */
export const slotSourceSchema: z.ZodType<SlotSource> = z.object({
  source: z.enum(["bookings", "calendar"]),
  state: z.enum(["fresh", "cached", "stale", "unknown"]),
  asOf: z.string().nullable(),
});

/** Schema of {@link SlotsAnswer}. */
export const slotsAnswerSchema: z.ZodType<SlotsAnswer> = z.object({
  timeZone: z.string(),
  asOf: z.string(),
  sources: z.array(slotSourceSchema).readonly(),
  slots: z.record(z.string(), z.array(slotViewSchema).readonly()),
  nextAvailable: z.string().nullable(),
  eventType: eventTypeViewSchema.optional(),
  form: bookingFormViewSchema.optional(),
  businessHours: businessHoursSchema.optional(),
});

/** Query of `GET /bookings/available-slots`. Dates are local days of `timeZone`, both inclusive, at most 30. */
export interface AvailableSlotsQuery {
  startDate: string;
  endDate: string;
  /** Minutes, as text. */
  duration: string;
  eventType?: string | undefined;
  timeZone?: string | undefined;
}

/** Schema of {@link AvailableSlotsQuery}. */
export const availableSlotsQuerySchema: z.ZodType<AvailableSlotsQuery> = z.strictObject({
  startDate: instantOrDate,
  endDate: instantOrDate,
  duration: minutesText,
  eventType: slug.optional(),
  timeZone: timeZoneSchema.optional(),
});

/** Answer of `GET /bookings/available-slots`. */
export interface AvailableSlotsAnswer {
  timeZone: string;
  asOf: string;
  sources: readonly SlotSource[];
  slots: readonly SlotView[];
  businessHours: readonly BusinessHoursView[];
}

/** Schema of {@link AvailableSlotsAnswer}. */
export const availableSlotsAnswerSchema: z.ZodType<AvailableSlotsAnswer> = z.object({
  timeZone: z.string(),
  asOf: z.string(),
  sources: z.array(slotSourceSchema).readonly(),
  slots: z.array(slotViewSchema).readonly(),
  businessHours: businessHoursSchema,
});
