import type { Violation, WorldFacts } from "./facts.ts";
/**
 * P7: nobody was given a time that an outside calendar had been showing as busy, however badly the calendar could be read.
 * How long it has to have shown so follows from what the event type says about unreadable calendars.
 */
export declare function findBookedOverBusy(
  facts: Pick<WorldFacts, "operations" | "events" | "eventTypes" | "hostCalendars">,
): Violation[];
