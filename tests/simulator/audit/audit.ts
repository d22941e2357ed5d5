import { findLost } from "./acknowledged.ts";
import type { OperationFact, StoredRows, Violation, WorldFacts } from "./facts.ts";
import { findWrongMails } from "./mails.ts";
import { findUntrueOutside } from "./outside.ts";
import { findOverlaps, findPromisedTwice } from "./overlaps.ts";
import { findTooManyOfOne } from "./people.ts";
import { findBookedOverBusy } from "./unknown-is-never-free.ts";
import { findHalfWritten } from "./whole-rows.ts";

/** Judges the rows at any instant, deliveries under way or not. */
export function auditRows(rows: StoredRows, now: number, mustTell: readonly string[]): Violation[] {
  return [...findOverlaps(rows, now), ...findHalfWritten(rows, now, mustTell)];
}

/** Judges everything, once the faults have ended and the deliveries with them. */
export function auditWorld(facts: WorldFacts, mustTell: readonly string[]): Violation[] {
  const { rows, operations, eventTypes, now } = facts;
  const seated = eventTypes.filter(({ hasSeats }) => hasSeats).map(({ slug }) => slug);
  return [
    ...auditRows(rows, now, mustTell),
    ...findPromisedTwice(operations, seated),
    ...findLost(rows, operations),
    ...findUndelivered(facts),
    ...findUntrueOutside(facts),
    ...findWrongMails(facts, (uid) => endOf(uid, operations)),
    ...findBookedOverBusy(facts),
    ...findTooManyOfOne(rows, eventTypes, now),
  ];
}

/** P6: nothing is left to deliver, and nothing waits for a person whose cause would have passed by itself. */
function findUndelivered({ rows, lastingRefusals }: WorldFacts): Violation[] {
  return rows.effects.flatMap(({ id, integration, state, failureKind }) => {
    if (state === "pending") return [{ promise: "P6", says: `${id} is still not delivered (${failureKind})` }];
    const hasCause = lastingRefusals[integration as keyof typeof lastingRefusals] > 0;
    if (state === "manual" && !hasCause) {
      return [{ promise: "P6", says: `${id} waits for a person, because of "${failureKind}", which passes by itself` }];
    }
    return [];
  });
}

/** When it was known that a booking had ended. */
function endOf(uid: string, operations: readonly OperationFact[]): number | null {
  const ended = operations.find(
    (operation) =>
      operation.uid === uid &&
      operation.outcome === "done" &&
      (operation.view?.status === "cancelled" || operation.view?.status === "rejected"),
  );
  return ended?.endedAt ?? null;
}
