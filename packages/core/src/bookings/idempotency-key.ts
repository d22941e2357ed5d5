import { z } from "zod";
import { parseRequest } from "../validation/parse-request.ts";

/** A request that may be sent again without taking effect again. */
export interface RepeatableRequest {
  /**
   * 16 to 255 visible ASCII characters, new for every request that is meant once. A repeat with the same key gets the answer
   * of the first run, for seven days.
   */
  idempotencyKey?: string | undefined;
}

const schema = z.object({
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{16,255}$/, { error: "must be 16 to 255 visible ASCII characters, such as a UUID" })
    .optional(),
});

/** @throws {BookingError} `validation_failed` for a key of another form. */
export function checkIdempotencyKey({ idempotencyKey }: RepeatableRequest): void {
  parseRequest(schema, { idempotencyKey });
}
