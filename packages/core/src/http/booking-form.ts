import { z } from "zod";

/** What came from the form beside the booking. Every field may be left out where the event type asks for none. */
export interface BookingFormBody {
  /** The `token` of `form` that `GET /slots?include=eventType` answered. */
  token?: string | undefined;
  /** What stands in a field that people do not see: empty, or left out. */
  website?: string | undefined;
  /** The answer to a challenge of the host application's own. */
  response?: string | undefined;
}

/** Schema of {@link BookingFormBody}: loose in what a bot may write, which is judged and not corrected. */
export const bookingFormBodySchema: z.ZodType<BookingFormBody> = z.strictObject({
  token: z.string().max(2_048, { error: "must have at most 2048 characters" }).optional(),
  website: z.string().optional(),
  response: z.string().max(8_192, { error: "must have at most 8192 characters" }).optional(),
});

/** What a page needs to show a booking form; part of `GET /slots?include=eventType`. */
export interface BookingFormView {
  /** To be sent with the booking, as `form.token`. */
  token: string;
  /** Seconds that have to pass from this answer to the booking. */
  minimumSeconds: number;
  /** Seconds after which the token is refused; ask again before. */
  expiresInSeconds: number;
}

/** Schema of {@link BookingFormView}. */
export const bookingFormViewSchema: z.ZodType<BookingFormView> = z.object({
  token: z.string(),
  minimumSeconds: z.number(),
  expiresInSeconds: z.number(),
});
