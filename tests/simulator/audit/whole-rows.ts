import { findHoldsWithoutClaims, findWrongClaims, findWrongSeats } from "./claims.ts";
import type { BookingRow, EffectRow, StoredRows, Violation } from "./facts.ts";

/** P4: nothing is half-written. A booking, its claims, its outbox rows and its idempotency answer are there together. */
export function findHalfWritten(rows: StoredRows, now: number, mustTell: readonly string[]): Violation[] {
  return [
    ...findWrongClaims(rows, now),
    ...findHoldsWithoutClaims(rows, now),
    ...findWrongSeats(rows, now),
    ...effectsOfBookings(rows, mustTell),
    ...answersOfKeys(rows),
    ...requestsTwice(rows),
  ];
}

const broken = (says: string): Violation => ({ promise: "P4", says });

/**
 * Each booking has an outbox row for every integration, and so has each session that somebody booked for its event. They
 * are at its own version, but for what is no news to them.
 */
function effectsOfBookings({ bookings, sessions, effects }: StoredRows, mustTell: readonly string[]): Violation[] {
  const bySubject = Map.groupBy(effects, ({ clientId, subjectUid }) => `${clientId}/${subjectUid}`);
  const subjects = [
    ...bookings.map((booking) => ({
      ...booking,
      tells: mustTell.filter((name) => name !== "calendar" || booking.calendarId !== null),
      isFresh: (effect: EffectRow) => isFresh(effect, booking),
    })),
    ...sessions.map((session) => ({
      ...session,
      tells: session.version > 0 ? mustTell.filter((name) => name === "calendar") : [],
      isFresh: ({ revision }: EffectRow) => revision === session.version,
    })),
  ];
  const violations = subjects.flatMap((subject) => {
    const { clientId, uid, version, tells } = subject;
    const own = bySubject.get(`${clientId}/${uid}`) ?? [];
    bySubject.delete(`${clientId}/${uid}`);
    const missing = tells.filter((integration) => !own.some((effect) => effect.integration === integration));
    const behind = own.filter((effect) => effect.revision > version || !subject.isFresh(effect));
    return [
      ...missing.map((name) => broken(`${uid} has no outbox row for ${name}`)),
      ...behind.map(({ id, revision }) =>
        broken(`outbox row ${id} is of revision ${revision}, ${uid} of version ${version}`),
      ),
    ];
  });
  return [...violations, ...[...bySubject.keys()].map((key) => broken(`outbox rows of ${key} belong to nothing`))];
}

function isFresh({ integration, target, state, revision }: EffectRow, booking: BookingRow): boolean {
  const { version, status, hasNoShow, calendarId } = booking;
  // Mails tell of times, hosts and ends; whether the last one is true is asked of the mails themselves.
  if (integration === "mail" || revision === version) return true;
  if (integration !== "calendar") return false;
  // That a meeting took place, or that somebody did not come, changes no appointment.
  if (status === "completed" || hasNoShow) return true;
  // A calendar that the event has left needs to hear of it once.
  return target !== calendarId && state === "done";
}

/** A stored answer names bookings that are stored, and every booking that came with a key has its answer. */
function answersOfKeys({ bookings, keys }: StoredRows): Violation[] {
  const answered = keys.filter(({ route, answer }) => route === "POST /bookings" && answer !== null);
  const uids = new Set(bookings.map(({ clientId, uid }) => `${clientId}/${uid}`));
  const named = answered.flatMap(({ clientId, key, answer }) =>
    bookingsIn(answer ?? "").map(({ uid }) => ({ key, booking: `${clientId}/${uid}` })),
  );
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

/** The booking of a stored answer, or all of a series. */
function bookingsIn(answer: string): readonly { uid: string }[] {
  type Details = { booking: { uid: string } };
  const stored = JSON.parse(answer) as Details | { series: readonly Details[] };
  return ("series" in stored ? stored.series : [stored]).map(({ booking }) => booking);
}

/** P3: one request, one booking, or one series. */
function requestsTwice({ bookings }: StoredRows): Violation[] {
  const byRequest = Map.groupBy(
    bookings.filter(({ request }) => request !== null),
    ({ clientId, request }) => `${clientId}/${request}`,
  );
  return [...byRequest].flatMap(([request, rows]) => {
    const made = new Set(rows.map(({ uid, seriesUid }) => seriesUid ?? uid));
    return made.size > 1 ? [{ promise: "P3", says: `${request} was booked ${made.size} times: ${[...made]}` }] : [];
  });
}
