import type { Booking } from "../bookings/booking.ts";
import type { ClientReads } from "../ports/storage.ts";

/**
 * Whether nobody with this address has made a later booking. What a contact tells of its latest booking then does not
 * depend on the order in which bookings reach the CRM: after an outage an older one cannot take the place of a newer.
 */
export async function isLatestOfAttendee(
  { people, bookings }: Pick<ClientReads, "people" | "bookings">,
  { uid, person, attendee, createdAt }: Booking,
): Promise<boolean> {
  const since = await people.bookingsOf(person, createdAt);
  const later = since.filter((other) => isLater(other, { uid, createdAt }));
  // Bookings of one person may be of several addresses, and those are several contacts.
  for (const { uid: laterUid } of later) {
    const other = await bookings.find(laterUid);
    if (other?.attendee.email.toLowerCase() === attendee.email.toLowerCase()) return false;
  }
  return true;
}

/** Of two that were made in the same millisecond one has to count as the later. */
function isLater(one: Pick<Booking, "uid" | "createdAt">, other: Pick<Booking, "uid" | "createdAt">): boolean {
  return one.createdAt === other.createdAt ? one.uid > other.uid : one.createdAt > other.createdAt;
}
