import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { countedStatuses } from "../rules/breaks-person-rule.ts";
import { canonicalEmail } from "../rules/canonical-email.ts";
import type { BookingStatus } from "./booking.ts";

/** Which bookings of a person to count. */
export interface BookingCountRequest extends ClientScope {
  /** Made at or after, epoch milliseconds. Default: ever. */
  since?: number | undefined;
  /** Default: `pending`, `confirmed` and `completed`. */
  statuses?: readonly BookingStatus[] | undefined;
}

/** How many bookings a person has made, under whatever spelling of the address the client's catalog takes for the same. */
export async function getBookingCountForEmail(
  { storage, catalog }: SlotKitContext,
  email: string,
  { clientId = defaultClientId, since = 0, statuses = countedStatuses }: BookingCountRequest = {},
): Promise<number> {
  const [anyEventType] = await catalog.listEventTypes(clientId);
  const person = canonicalEmail(email, anyEventType?.people.identity);
  return storage.forClient(clientId).people.countOf(person, since, statuses);
}
