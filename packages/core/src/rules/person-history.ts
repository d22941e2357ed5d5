import { BookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import type { PersonBooking, PersonRepository } from "../ports/person-rules.ts";
import { breaksPersonRule, type WantedBooking } from "./breaks-person-rule.ts";
import { canonicalEmail } from "./canonical-email.ts";

const dayMs = 24 * 60 * 60_000;
/** A booking is made at most this long before its meeting, and the longest window of a rule reaches as far back. */
const horizonDays = 730 + 366;

/** Who an address belongs to, as this event type tells people apart. */
export function personOf({ people }: Pick<EventType, "people">, email: string): string {
  return canonicalEmail(email, people.identity);
}

/** Says of any start whether the rules about a person allow it. */
export type PersonCheck = (wanted: Pick<WantedBooking, "start" | "end">) => boolean;

/**
 * Reads the person's bookings once. One read whatever there is in it, and none where there is no rule.
 *
 * @param moving - The booking that is being moved; it does not count itself.
 */
export async function readPersonCheck(
  people: PersonRepository,
  { slug, people: { rules } }: Pick<EventType, "slug" | "people">,
  { person, now, moving }: { person: string; now: number; moving?: string | undefined },
): Promise<PersonCheck> {
  if (rules.length === 0) return () => true;
  const all: readonly PersonBooking[] = await people.bookingsOf(person, now - horizonDays * dayMs);
  const history = all.filter(({ uid }) => uid !== moving);
  const isMove = moving !== undefined;
  return ({ start, end }) =>
    !rules.some((rule) => breaksPersonRule(rule, history, { eventType: slug, start, end, isMove }, now));
}

/** Always the same words: whoever is told this must not learn what the person has booked. */
export function frequencyLimit(): BookingError {
  return new BookingError("frequency_limit", "No further booking is possible with this e-mail address at the moment.");
}
