import type { BookingRow, OperationFact, StoredRows, Violation } from "./facts.ts";

const minuteMs = 60_000;

interface Taken {
  who: string;
  host: string;
  start: number;
  end: number;
}

export function isLive({ status }: Pick<BookingRow, "status">): boolean {
  return status === "pending" || status === "confirmed" || status === "completed";
}

/** P1: no two claims, and no two live bookings or booked sessions with their buffers, share a moment of one host. */
export function findOverlaps({ bookings, sessions, claims }: StoredRows, now: number): Violation[] {
  const claimed = claims
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map(({ clientId, hostId, start, end, ownerUid }) => ({
      who: `claim of ${ownerUid}`,
      host: `${clientId}/${hostId}`,
      start,
      end,
    }));
  const alone = bookings.filter((booking) => isLive(booking) && booking.sessionUid === null);
  const booked = [...alone, ...sessions.filter(({ booked: seats }) => seats > 0)].flatMap((booking) =>
    booking.hostIds.map((hostId) => ({
      who: booking.uid,
      host: `${booking.clientId}/${hostId}`,
      start: booking.start - booking.bufferBeforeMinutes * minuteMs,
      end: booking.end + booking.bufferAfterMinutes * minuteMs,
    })),
  );
  return [...overlapping(claimed), ...overlapping(booked)];
}

function overlapping(taken: readonly Taken[]): Violation[] {
  const sorted = [...taken].sort((a, b) => (a.host === b.host ? a.start - b.start : a.host < b.host ? -1 : 1));
  const violations: Violation[] = [];
  // The one that reaches furthest so far: a long one may hide a short one from its neighbour in the order.
  let furthest: Taken | undefined;
  for (const next of sorted) {
    if (furthest?.host === next.host && next.start < furthest.end) {
      violations.push({
        promise: "P1",
        says: `${furthest.who} and ${next.who} both hold ${next.host} at ${new Date(next.start).toISOString()}`,
      });
    }
    if (!furthest || furthest.host !== next.host || next.end > furthest.end) furthest = next;
  }
  return violations;
}

/** How long a booking was surely held at one time, by what its people were told. */
interface Held extends Taken {
  uid: string;
  /** Slug of the event type, where it has seats. */
  seatsOf: string | null;
  from: number;
  until: number;
}

function isOneSession(one: Held, other: Held): boolean {
  return one.seatsOf !== null && one.seatsOf === other.seatsOf && one.start === other.start && one.end === other.end;
}

/**
 * P1, by what people were told, seats of one session aside: at no moment had two of them been promised overlapping times of one host. What was told
 * is enough for that, whatever the rows say in the end.
 */
export function findPromisedTwice(operations: readonly OperationFact[], seated: readonly string[] = []): Violation[] {
  const held = heldTimes(operations, seated);
  const violations: Violation[] = [];
  for (const [index, one] of held.entries()) {
    for (const other of held.slice(index + 1)) {
      if (one.uid === other.uid || one.host !== other.host || isOneSession(one, other)) continue;
      const meet = one.start < other.end && other.start < one.end;
      const atOnce = one.from < other.until && other.from < one.until;
      if (meet && atOnce) {
        violations.push({ promise: "P1", says: `${one.who} and ${other.who} were both promised ${one.host}` });
      }
    }
  }
  return violations;
}

/** From when a time was promised until somebody asked to change it. */
function heldTimes(operations: readonly OperationFact[], seated: readonly string[]): Held[] {
  const byUid = Map.groupBy(
    operations.filter(({ uid }) => uid !== null),
    ({ uid }) => uid as string,
  );
  return [...byUid].flatMap(([uid, ofBooking]) =>
    ofBooking.flatMap((operation) => {
      const { view, endedAt } = operation;
      if (operation.outcome !== "done" || view === null || endedAt === null) return [];
      if (view.status !== "pending" && view.status !== "confirmed") return [];
      const later = ofBooking.filter(
        (other) => other !== operation && (other.endedAt ?? Number.POSITIVE_INFINITY) > operation.sentAt,
      );
      const until = Math.min(...later.map(({ sentAt }) => sentAt), Number.POSITIVE_INFINITY);
      return view.hostIds.map((host) => ({
        uid,
        seatsOf: seated.includes(operation.eventType) ? operation.eventType : null,
        who: `${uid} version ${view.version}`,
        host,
        start: view.start,
        end: view.end,
        from: endedAt,
        until,
      }));
    }),
  );
}
