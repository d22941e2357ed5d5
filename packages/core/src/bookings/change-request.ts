import { z } from "zod";
import { cancelBodySchema } from "../http/bookings.ts";
import type { ChangeRequest } from "../slotkit.ts";
import { parseRequest } from "../validation/parse-request.ts";
import { instantMsSchema } from "./book-request.ts";

/** Checks what a caller says of a change. @throws {BookingError} `validation_failed` with one entry per field. */
export function checkChangeRequest(request: ChangeRequest & { start?: number }): void {
  const { reason, version, start } = request;
  parseRequest(cancelBodySchema, { reason, version });
  if (start !== undefined) parseRequest(z.object({ start: instantMsSchema }), { start });
}
