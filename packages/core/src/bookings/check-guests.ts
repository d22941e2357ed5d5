import { BookingError, type FieldError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import { canonicalEmail } from "../rules/canonical-email.ts";
import type { Booking } from "./booking.ts";

/** Guests that are to join and to leave. */
export interface GuestChange {
  add: readonly string[];
  remove: readonly string[];
}

/** No booking has more, whoever adds them. */
const mostGuests = 100;

/**
 * Checks the guests of a new booking.
 *
 * @throws {BookingError} `validation_failed` for somebody named twice, for the attendee, for too many, and for any at all
 * where none are taken.
 */
export function checkGuests(
  { guests: { allowed, max } }: Pick<EventType, "guests">,
  guests: readonly string[],
  attendeeEmail: string,
): readonly string[] {
  if (!allowed && guests.length > 0) throw refusal([{ field: "guests", message: "are not taken by this event type" }]);
  return joined([], guests, { attendeeEmail, max, field: "guests" });
}

/**
 * The guests of a booking after a change. Addresses that mail systems take for the same are the same guest.
 *
 * @param limits - Of the event type; null where an operator asks, who passes by.
 * @throws {BookingError} `validation_failed`, naming `add.<index>`, `remove.<index>` or `add`.
 */
export function changedGuests(
  { guests, attendee }: Pick<Booking, "guests" | "attendee">,
  { add, remove }: GuestChange,
  limits: EventType["guests"] | null,
): readonly string[] {
  if (limits && !limits.allowed && add.length > 0) {
    throw refusal([{ field: "add", message: "no guests are taken by this event type" }]);
  }
  const leaving = new Set(remove.map((email) => canonicalEmail(email)));
  const present = new Set(guests.map((email) => canonicalEmail(email)));
  const unknown = remove.flatMap((email, index) =>
    present.has(canonicalEmail(email)) ? [] : [{ field: `remove.${index}`, message: "is no guest of this booking" }],
  );
  if (unknown.length > 0) throw refusal(unknown);
  const staying = guests.filter((email) => !leaving.has(canonicalEmail(email)));
  return joined(staying, add, { attendeeEmail: attendee.email, max: limits?.max ?? mostGuests, field: "add" });
}

function joined(
  present: readonly string[],
  added: readonly string[],
  { attendeeEmail, max, field }: { attendeeEmail: string; max: number; field: string },
): readonly string[] {
  const known = new Set(present.map((email) => canonicalEmail(email)));
  const errors: FieldError[] = [];
  for (const [index, email] of added.entries()) {
    const canonical = canonicalEmail(email);
    if (canonical === canonicalEmail(attendeeEmail)) {
      errors.push({ field: `${field}.${index}`, message: "is the attendee, who need not be a guest" });
    } else if (known.has(canonical)) errors.push({ field: `${field}.${index}`, message: "is a guest already" });
    known.add(canonical);
  }
  if (present.length + added.length > max && added.length > 0) {
    errors.push({ field, message: `a booking has at most ${max} guests` });
  }
  if (errors.length > 0) throw refusal(errors);
  return [...present, ...added];
}

function refusal(errors: readonly FieldError[]): BookingError {
  const [first] = errors;
  return new BookingError("validation_failed", `${first?.field}: ${first?.message}`, { errors: errors.slice(0, 20) });
}
