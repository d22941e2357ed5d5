import { z } from "zod";
import { emailSchema, lineSchema, textSchema, versionSchema } from "../validation/primitives.ts";
import { type BookingView, bookingViewSchema } from "./booking-view.ts";

/** Body of `POST /bookings/{uid}/no-show`: `true` records, `false` takes back, what is left out stays as it was. */
export interface NoShowBody {
  host?: boolean | undefined;
  attendee?: boolean | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

const trueOrFalse = z.boolean({ error: "must be true or false" });

/** Schema of {@link NoShowBody}. */
export const noShowBodySchema: z.ZodType<NoShowBody> = z
  .strictObject({
    host: trueOrFalse.optional(),
    attendee: trueOrFalse.optional(),
    version: versionSchema.optional(),
  })
  .refine(({ host, attendee }) => host !== undefined || attendee !== undefined, {
    error: "must be given, or host, or both",
    path: ["attendee"],
  });

/**
 * Body of `POST /bookings/{uid}/guests`: who leaves is removed first, then who joins is added. Addresses travel in the
 * body because a URL ends up in logs.
 */
export interface GuestsBody {
  add?: readonly string[] | undefined;
  remove?: readonly string[] | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

const emailsSchema = z.array(emailSchema).max(100, { error: "must have at most 100 entries" }).readonly();

/** Schema of {@link GuestsBody}. */
export const guestsBodySchema: z.ZodType<GuestsBody> = z
  .strictObject({
    add: emailsSchema.optional(),
    remove: emailsSchema.optional(),
    version: versionSchema.optional(),
  })
  .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, {
    error: "must name somebody, or remove must",
    path: ["add"],
  });

/** Body of `POST /bookings/{uid}/reassign`. */
export interface ReassignBody {
  /** Who takes over: a host of the event type who is not part of the booking. */
  toHostId: string;
  /** Who is replaced. May be left out where the booking has one host. */
  fromHostId?: string | undefined;
  reason?: string | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

/** Schema of {@link ReassignBody}. */
export const reassignBodySchema: z.ZodType<ReassignBody> = z.strictObject({
  toHostId: lineSchema(100).min(1, { error: "must not be empty" }),
  fromHostId: lineSchema(100).min(1, { error: "must not be empty" }).optional(),
  reason: textSchema(1000).optional(),
  version: versionSchema.optional(),
});

/** Body of `POST /bookings/{uid}/series/cancel`. */
export interface CancelSeriesBody {
  /** `following`: the named booking and those after it in the series; `all`: every one. */
  scope: "following" | "all";
  reason?: string | undefined;
  /** Of the named booking: refuses the change when it has changed since. */
  version?: number | undefined;
}

/** Schema of {@link CancelSeriesBody}. */
export const cancelSeriesBodySchema: z.ZodType<CancelSeriesBody> = z.strictObject({
  scope: z.enum(["following", "all"], { error: 'must be "following" or "all"' }),
  reason: textSchema(1000).optional(),
  version: versionSchema.optional(),
});

/** Answer of `GET /bookings/{uid}/series` and `POST /bookings/{uid}/series/cancel`, in the order of the series. */
export interface SeriesAnswer {
  bookings: readonly BookingView[];
}

/** Schema of {@link SeriesAnswer}. */
export const seriesAnswerSchema: z.ZodType<SeriesAnswer> = z.object({
  bookings: z.array(bookingViewSchema).readonly(),
});
