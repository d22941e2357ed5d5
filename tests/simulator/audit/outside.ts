import type { BookingRow, ContactFact, EventFact, StoredRows, Violation, WorldFacts } from "./facts.ts";
import { isLive } from "./overlaps.ts";

const differs = (says: string): Violation => ({ promise: "P5", says });

/** What waits for a person is told by nobody else: it is judged by its cause alone. */
type Waiting = (uid: string, integration: string) => boolean;

function waitingIn({ effects }: StoredRows): Waiting {
  const waiting = new Set(
    effects
      .filter(({ state }) => state === "manual" || state === "ignored")
      .map(({ subjectUid, integration }) => `${subjectUid}/${integration}`),
  );
  return (uid, integration) => waiting.has(`${uid}/${integration}`);
}

/** P5, once everything has been delivered: one event per live booking and none for a dead one, one record per booking. */
export function findUntrueOutside({
  rows,
  events,
  contacts,
}: Pick<WorldFacts, "rows" | "events" | "contacts">): Violation[] {
  const waiting = waitingIn(rows);
  return [
    ...(events === null ? [] : untrueEvents(rows, events, waiting)),
    ...(contacts === null ? [] : untrueContacts(rows, contacts, waiting)),
  ];
}

function untrueEvents({ bookings, sessions }: StoredRows, events: readonly EventFact[], waiting: Waiting): Violation[] {
  const present = Map.groupBy(
    events.filter(({ bookingUid, until }) => bookingUid !== null && until === null),
    ({ bookingUid }) => bookingUid as string,
  );
  const shared = sessions.map((session) => ({
    ...session,
    status: session.booked > 0 ? ("confirmed" as const) : ("cancelled" as const),
    hasNoShow: false,
  }));
  const violations = [...bookings, ...shared].flatMap((booking) => {
    const has = present.get(booking.uid) ?? [];
    present.delete(booking.uid);
    if (waiting(booking.uid, "calendar")) return [];
    const count = isLive(booking) && booking.calendarId !== null ? 1 : 0;
    return has.length === count && has.every((event) => shows(event, booking))
      ? []
      : [
          differs(
            `${booking.status} ${bookingText(booking)} should have ${count} events and has [${has.map(eventText)}]`,
          ),
        ];
  });
  return [...violations, ...[...present.keys()].map((uid) => differs(`an event is of ${uid}, which is not stored`))];
}

function eventText({ calendarId, start, end, version }: EventFact): string {
  return `${calendarId} ${start} to ${end} version ${version}`;
}

/** What has an event of its own: a booking, or a session for those that share it. */
type Shown = Pick<BookingRow, "uid" | "status" | "calendarId" | "start" | "end" | "version" | "hasNoShow">;

function bookingText({ uid, calendarId, start, end, version }: Shown): string {
  return `${uid} (${calendarId} ${start} to ${end} version ${version})`;
}

/** That a meeting took place or that somebody did not come changes no appointment, so its event is not touched. */
function shows(event: EventFact, booking: Shown): boolean {
  const { calendarId, start, end, version, status, hasNoShow } = booking;
  const sameTime = event.calendarId === calendarId && event.start === start && event.end === end;
  return (
    sameTime && (event.version === version || ((status === "completed" || hasNoShow) && (event.version ?? 0) < version))
  );
}

function untrueContacts({ bookings }: StoredRows, contacts: readonly ContactFact[], waiting: Waiting): Violation[] {
  const byEmail = Map.groupBy(contacts, ({ email }) => email.toLowerCase());
  const twice = [...byEmail].filter(([, same]) => same.length > 1);
  return [
    ...twice.map(([email, same]) => differs(`${email} has ${same.length} contacts`)),
    ...bookings.flatMap((booking) =>
      waiting(booking.uid, "crm") ? [] : untrueRecord(booking, byEmail.get(booking.email)?.[0], bookings),
    ),
  ];
}

function untrueRecord(
  booking: BookingRow,
  contact: ContactFact | undefined,
  bookings: readonly BookingRow[],
): Violation[] {
  if (!contact) return [differs(`booking ${booking.uid} has no contact`)];
  // A contact that keeps one booking alone shows some booking of this person as it now is.
  const shown = contact.keeps === "all" ? contact.bookings.filter(({ uid }) => uid === booking.uid) : contact.bookings;
  const isTrue = shown.some(({ uid, status, start, version }) => {
    const stored =
      contact.keeps === "all" ? booking : bookings.find((row) => row.uid === uid && row.email === booking.email);
    return stored?.status === status && stored.start === start && (version === null || stored.version === version);
  });
  return isTrue && shown.length === 1
    ? []
    : [
        differs(
          `booking ${booking.uid} (${booking.status}, version ${booking.version}, ${booking.start}) is recorded as ${JSON.stringify(shown)}`,
        ),
      ];
}
