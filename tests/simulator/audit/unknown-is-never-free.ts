import type { EventFact, OperationFact, Violation, WorldFacts } from "./facts.ts";

const minuteMs = 60_000;

/**
 * P7: nobody was given a time that an outside calendar had been showing as busy, however badly the calendar could be read.
 * How long it has to have shown so follows from what the event type says about unreadable calendars.
 */
export function findBookedOverBusy(
  facts: Pick<WorldFacts, "operations" | "events" | "eventTypes" | "hostCalendars">,
): Violation[] {
  const foreign = (facts.events ?? []).filter(({ bookingUid }) => bookingUid === null);
  return facts.operations.flatMap((operation) => {
    const { view, kind, outcome } = operation;
    const eventType = facts.eventTypes.find(({ slug }) => slug === operation.eventType);
    if (outcome !== "done" || view === null || !eventType || !givesTime.includes(kind)) return [];
    if (eventType.onCalendarError === "open") return [];
    const leewayMs = eventType.onCalendarError === "stale" ? eventType.maxStaleMinutes * minuteMs : 0;
    const calendars = view.hostIds.flatMap((id) => facts.hostCalendars.get(id) ?? []);
    return foreign
      .filter((event) => calendars.includes(event.calendarId) && event.start < view.end && view.start < event.end)
      .filter((event) => stoodAllAlong(event, operation, leewayMs))
      .map(({ id, calendarId }) => ({
        promise: "P7",
        says: `${view.uid} was given a time at which ${calendarId} had been showing ${id}`,
      }));
  });
}

/** What may bring a host to a time that they did not have before. */
const givesTime: readonly OperationFact["kind"][] = ["book", "move", "reassign"];

/** It was there before anybody can have looked for this request, and until the answer. */
function stoodAllAlong({ from, until }: EventFact, { sentAt, endedAt }: OperationFact, leewayMs: number): boolean {
  return from < sentAt - leewayMs && (until === null || until > (endedAt ?? Number.POSITIVE_INFINITY));
}
