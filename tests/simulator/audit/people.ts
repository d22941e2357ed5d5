import type { EventTypeFact, StoredRows, Violation } from "./facts.ts";

/** P12: nobody has more bookings before them than the event type allows one person, however many were asked for at once. */
export function findTooManyOfOne(
  { bookings }: StoredRows,
  eventTypes: readonly EventTypeFact[],
  now: number,
): Violation[] {
  return eventTypes.flatMap(({ slug, mostActive }) => {
    if (mostActive === null) return [];
    const active = bookings.filter(
      ({ eventType, status, end }) =>
        eventType === slug && (status === "pending" || status === "confirmed") && end > now,
    );
    const byPerson = Map.groupBy(active, ({ clientId, email }) => `${clientId}/${email}`);
    return [...byPerson].flatMap(([person, own]) =>
      own.length > mostActive
        ? [{ promise: "P12", says: `${person} has ${own.length} bookings of "${slug}", and may have ${mostActive}` }]
        : [],
    );
  });
}
