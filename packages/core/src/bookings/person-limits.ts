import type { EventType } from "../ports/catalog.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import { frequencyLimit, readPersonCheck } from "../rules/person-history.ts";
import type { Slot } from "../slots/slot-query.ts";

/** What a commit has to hold before it counts a person's bookings; nothing where nobody counts. */
export function personLocksOf(eventType: Pick<EventType, "people">, person: string): readonly Lock[] {
  return eventType.people.rules.length > 0 ? [{ kind: "person", id: person }] : [];
}

/**
 * Counts under the locks, after the slot was found free: who asks for a taken one learns nothing about a person.
 *
 * @param moving - The booking that is being moved; it does not count itself.
 * @throws {BookingError} `frequency_limit`, always in the same words.
 */
export async function refuseTooOften(
  tx: Transaction,
  eventType: EventType,
  person: string,
  slot: Slot,
  moving?: string,
): Promise<void> {
  const isAllowed = await readPersonCheck(tx.people, eventType, { person, now: await tx.now(), moving });
  if (!isAllowed(slot)) throw frequencyLimit();
}
