import type { BookingRow, StoredRows, Violation } from "./facts.ts";
import { isLive } from "./overlaps.ts";

const minuteMs = 60_000;

/** P4: nothing is half-written. A booking, its claims, its outbox rows and its idempotency answer are there together. */
export function findHalfWritten(rows: StoredRows, mustTell: readonly string[]): Violation[] {
  return [
    ...claimsOfBookings(rows),
    ...effectsOfBookings(rows, mustTell),
    ...answersOfKeys(rows),
    ...requestsTwice(rows),
  ];
}

const broken = (says: string): Violation => ({ promise: "P4", says });

/** Each live booking has one claim per host, exactly as long as the booking with its buffers; a dead one has none. */
function claimsOfBookings({ bookings, claims }: StoredRows): Violation[] {
  const held = Map.groupBy(
    claims.filter(({ kind }) => kind === "booking"),
    ({ clientId, ownerUid }) => `${clientId}/${ownerUid}`,
  );
  const violations = bookings.flatMap((booking) => {
    const key = `${booking.clientId}/${booking.uid}`;
    const has = (held.get(key) ?? []).map(({ hostId, start, end }) => `${hostId} ${start} ${end}`).sort();
    held.delete(key);
    const should = isLive(booking) ? claimsThatShouldBe(booking) : [];
    return has.join() === should.join()
      ? []
      : [broken(`${booking.status} booking ${booking.uid} has the claims [${has}] and should have [${should}]`)];
  });
  return [...violations, ...[...held.keys()].map((key) => broken(`claims of ${key} belong to no booking`))];
}

function claimsThatShouldBe({ hostIds, start, end, bufferBeforeMinutes, bufferAfterMinutes }: BookingRow): string[] {
  const from = start - bufferBeforeMinutes * minuteMs;
  const until = end + bufferAfterMinutes * minuteMs;
  return hostIds.map((hostId) => `${hostId} ${from} ${until}`).sort();
}

/** Completing a booking changes no appointment, so the CRM alone is told. */
const toldOfCompletion = ["crm"];

/** Each booking has an outbox row for every integration, at the booking's own version. */
function effectsOfBookings({ bookings, effects }: StoredRows, mustTell: readonly string[]): Violation[] {
  const byBooking = Map.groupBy(effects, ({ clientId, bookingUid }) => `${clientId}/${bookingUid}`);
  const violations = bookings.flatMap((booking) => {
    const key = `${booking.clientId}/${booking.uid}`;
    const own = byBooking.get(key) ?? [];
    byBooking.delete(key);
    const missing = mustTell.filter((integration) => !own.some((effect) => effect.integration === integration));
    const behind = own.filter(({ integration, revision }) =>
      booking.status === "completed" && !toldOfCompletion.includes(integration)
        ? revision > booking.version
        : revision !== booking.version,
    );
    return [
      ...missing.map((name) => broken(`booking ${booking.uid} has no outbox row for ${name}`)),
      ...behind.map(({ id, revision }) =>
        broken(`outbox row ${id} is of revision ${revision}, its booking of version ${booking.version}`),
      ),
    ];
  });
  return [...violations, ...[...byBooking.keys()].map((key) => broken(`outbox rows of ${key} belong to no booking`))];
}

/** A stored answer names a booking that is stored, and every booking that came with a key has its answer. */
function answersOfKeys({ bookings, keys }: StoredRows): Violation[] {
  const answered = keys.filter(({ route, answer }) => route === "POST /bookings" && answer !== null);
  const uids = new Set(bookings.map(({ clientId, uid }) => `${clientId}/${uid}`));
  const named = answered.map(({ clientId, key, answer }) => {
    const { booking } = JSON.parse(answer ?? "") as { booking: { uid: string } };
    return { key, booking: `${clientId}/${booking.uid}` };
  });
  const orphans = named.filter(({ booking }) => !uids.has(booking));
  const withAnswer = new Set(named.map(({ booking }) => booking));
  const silent = bookings.filter(
    ({ clientId, uid, request }) => request !== null && !withAnswer.has(`${clientId}/${uid}`),
  );
  return [
    ...orphans.map(({ key, booking }) => broken(`the answer of key ${key} names ${booking}, which is not stored`)),
    ...silent.map(({ uid }) => broken(`booking ${uid} came with a key that has no answer`)),
  ];
}

/** P3: one request, one booking. */
function requestsTwice({ bookings }: StoredRows): Violation[] {
  const byRequest = Map.groupBy(
    bookings.filter(({ request }) => request !== null),
    ({ clientId, request }) => `${clientId}/${request}`,
  );
  return [...byRequest].flatMap(([request, rows]) =>
    rows.length > 1
      ? [{ promise: "P3", says: `${request} was booked ${rows.length} times: ${rows.map(({ uid }) => uid)}` }]
      : [],
  );
}
