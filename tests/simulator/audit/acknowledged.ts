import type { BookingRow, OperationFact, StoredRows, Violation } from "./facts.ts";

/** P4: what somebody was told happened is stored, and what is stored somebody has asked for. */
export function findLost({ bookings }: StoredRows, operations: readonly OperationFact[]): Violation[] {
  const rows = new Map(bookings.map((row) => [row.uid, row]));
  const byUid = Map.groupBy(
    operations.filter(({ uid, outcome }) => uid !== null && outcome === "done"),
    ({ uid }) => uid as string,
  );
  const open = (uid: string) => operations.filter((operation) => operation.uid === uid && isOpen(operation)).length;
  const violations = [...byUid].flatMap(([uid, told]) => checkTold(uid, rows.get(uid), told, open(uid)));
  return [
    ...violations,
    ...bookings.flatMap((row) => checkAsked(row, operations)),
    ...halfSeries(bookings, operations),
    ...changedAnswers(operations),
  ];
}

const lost = (says: string): Violation => ({ promise: "P4", says });

/** It may have happened, and nobody knows. */
function isOpen({ outcome }: OperationFact): boolean {
  return outcome === "unknown" || outcome === "open";
}

function checkTold(
  uid: string,
  row: BookingRow | undefined,
  told: readonly OperationFact[],
  open: number,
): Violation[] {
  if (!row) return [lost(`booking ${uid} was acknowledged and is not stored`)];
  const views = told.flatMap(({ view }) => (view === null ? [] : [view])).sort((a, b) => a.version - b.version);
  const twice = views.filter((view, index) => view.version === views[index + 1]?.version);
  const last = views.at(-1);
  if (!last) return [];
  const violations = twice.map(({ version }) => lost(`two changes of ${uid} were both told to be version ${version}`));
  if (row.version < last.version) {
    violations.push(lost(`booking ${uid} was told to be at version ${last.version} and is stored at ${row.version}`));
  }
  // What nobody has to ask for: a booking is completed, or refused when nobody answered in time.
  const bySystem = row.status !== last.status && (row.status === "completed" || row.status === "rejected") ? 1 : 0;
  if (row.version > last.version + open + bySystem) {
    violations.push(
      lost(
        `booking ${uid} is at version ${row.version}, though only ${open} changes after ${last.version} may have happened`,
      ),
    );
  }
  if (row.version === last.version) {
    const stored = JSON.stringify([row.status, row.start, row.end, row.hostIds, row.email]);
    const said = JSON.stringify([last.status, last.start, last.end, last.hostIds, last.email]);
    if (stored !== said) violations.push(lost(`booking ${uid} was told to be ${said} and is stored as ${stored}`));
  }
  return violations;
}

/** A booking that nobody was told of was at least asked for by somebody who does not know. */
function checkAsked({ uid, request, start, version }: BookingRow, operations: readonly OperationFact[]): Violation[] {
  const asked = operations.find((operation) => operation.kind === "book" && operation.request === request);
  if (!asked || asked.outcome === "refused") {
    return [
      lost(
        `booking ${uid} is stored, though its request ${request} ${asked ? `was refused (${asked.code})` : "was never made"}`,
      ),
    ];
  }
  if (version === 1 && asked.count === 1 && asked.start !== start) {
    return [lost(`booking ${uid} was asked for at ${asked.start} and is stored at ${start}`)];
  }
  return [];
}

/** All bookings of a series are there, or none is. */
function halfSeries(bookings: readonly BookingRow[], operations: readonly OperationFact[]): Violation[] {
  const series = Map.groupBy(
    bookings.filter(({ seriesUid }) => seriesUid !== null),
    ({ seriesUid }) => seriesUid,
  );
  return [...series].flatMap(([uid, own]) => {
    const asked = operations.find(({ kind, request }) => kind === "book" && request === own[0]?.request);
    return asked === undefined || asked.count === own.length
      ? []
      : [lost(`series ${uid} has ${own.length} bookings, and ${asked.count} were asked for`)];
  });
}

/** P3: a repeat of a request is answered with the same bytes. */
function changedAnswers(operations: readonly OperationFact[]): Violation[] {
  return operations.flatMap(({ request, bodies }) => {
    const different = new Set(bodies);
    return different.size > 1
      ? [
          {
            promise: "P3",
            says: `${request} was answered in ${different.size} different ways: ${[...different].join(" | ")}`,
          },
        ]
      : [];
  });
}
