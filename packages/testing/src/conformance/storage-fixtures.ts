import {
  type Booking,
  BookingError,
  type Claim,
  type ClientStorage,
  type Effect,
  isBookingError,
  type LeaseRequest,
  type Reservation,
  type SeatedSession,
} from "@slotkit/core";

export const minute = 60_000;

/** A Friday morning; every fixture is placed around it. */
export const morning = Date.parse("2026-11-20T08:00:00Z");

/** A confirmed booking of client `acme`. */
export function makeBooking(changes: Partial<Booking> = {}): Booking {
  return {
    clientId: "acme",
    uid: "bk_1",
    eventType: "intro",
    status: "confirmed",
    version: 1,
    generation: 1,
    start: morning,
    end: morning + 30 * minute,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    timeZone: "Europe/Berlin",
    localStart: "2026-11-20T09:00:00+01:00",
    tzdbVersion: null,
    hostIds: ["ada"],
    sessionUid: null,
    seats: 1,
    attendee: { name: "Grace", email: "grace@example.com", timeZone: null, phone: null, company: null },
    guests: [],
    answers: {},
    notes: null,
    metadata: {},
    noShow: { host: false, attendee: false },
    seriesUid: null,
    seriesIndex: null,
    rescheduleCount: 0,
    reason: null,
    person: "grace@example.org",
    createdAt: morning,
    updatedAt: morning,
    calendarId: null,
    calendarEventId: null,
    crmContactId: null,
    crmMeetingId: null,
    calendarSynced: false,
    crmSynced: false,
    requiresManualCalendarSync: false,
    requiresManualCrmSync: false,
    ...changes,
  };
}

/** A booking with something in every field, in more than one script. */
export const fullBooking: Booking = makeBooking({
  status: "pending",
  version: 7,
  generation: 3,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 15,
  tzdbVersion: "2026c",
  hostIds: ["zoe", "ada"],
  sessionUid: "ss_1",
  seats: 3,
  attendee: {
    name: 'Žofie O\'Neill "Ø" 山田 👩🏽‍🚀',
    email: "Zofie.O'Neill@Example.com",
    timeZone: "Asia/Kathmandu",
    phone: "+420 123 456 789",
    company: "Café & Söhne <GmbH>",
    language: "cs-CZ",
  },
  guests: ["ada@example.com", "bob@example.com"],
  answers: { topic: "Two\nlines; 'quoted'", people: 3, remote: true, days: ["mon", "tue"] },
  notes: "שלום\n\tworld",
  metadata: { source: "newsletter" },
  noShow: { host: true, attendee: true },
  seriesUid: "se_1",
  seriesIndex: 4,
  rescheduleCount: 2,
  reason: "moved by request",
  updatedAt: morning + 1,
  calendarId: "ada@example.com",
  calendarEventId: "event1",
  crmContactId: "512",
  crmMeetingId: "5012",
  calendarSynced: true,
  crmSynced: true,
  requiresManualCalendarSync: true,
  requiresManualCrmSync: true,
});

/** Half an hour of host `ada`, held by a booking. */
export function makeClaim(changes: Partial<Claim> = {}): Claim {
  const start = changes.start ?? morning;
  return {
    hostId: "ada",
    start,
    end: start + 30 * minute,
    kind: "booking",
    ownerUid: "bk_1",
    expiresAt: null,
    ...changes,
  };
}

/** Half an hour of host `ada`, held until ten minutes after `morning`. */
export function makeReservation(changes: Partial<Reservation> = {}): Reservation {
  return {
    clientId: "acme",
    uid: "rs_1",
    eventType: "intro",
    start: morning,
    end: morning + 30 * minute,
    hostIds: ["ada"],
    sessionUid: null,
    seats: 1,
    sender: null,
    extensions: 0,
    expiresAt: morning + 10 * minute,
    createdAt: morning,
    ...changes,
  };
}

/** A session of five seats with host `ada` that nobody has booked yet. */
export function makeSession(changes: Partial<SeatedSession> = {}): SeatedSession {
  return {
    clientId: "acme",
    uid: "ss_1",
    eventType: "class",
    version: 0,
    start: morning,
    end: morning + 30 * minute,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    timeZone: "Europe/Berlin",
    hostIds: ["ada"],
    capacity: 5,
    booked: 0,
    createdAt: morning,
    updatedAt: morning,
    calendarId: null,
    calendarEventId: null,
    calendarSynced: false,
    requiresManualCalendarSync: false,
    ...changes,
  };
}

/** A calendar effect of booking `bk_1`, due since `morning`. */
export function makeEffect(changes: Partial<Effect> = {}): Effect {
  return {
    id: "ef_1",
    clientId: "acme",
    subject: { kind: "booking", uid: "bk_1" },
    integration: "calendar",
    target: "",
    revision: 1,
    state: "pending",
    delivered: null,
    uncertain: false,
    attempt: 0,
    repairs: 0,
    notBefore: morning,
    wantedAt: morning,
    leaseOwner: null,
    leaseUntil: null,
    failure: null,
    ...changes,
  };
}

/** Asks for due calendar effects of `acme`, for a minute. */
export function leaseRequest(changes: Partial<LeaseRequest> = {}): LeaseRequest {
  const shares = [{ clientId: "acme", limit: 1 }];
  return { owner: "w1", leaseMs: minute, integration: "calendar", shares, takeOver: true, ...changes };
}

/** Claims as the booking flow does: under the hosts' locks, look first, then write. */
export function claimTime(client: ClientStorage, claims: readonly Claim[]): Promise<"won" | "refused"> {
  const locks = claims.map(({ hostId }) => ({ kind: "host" as const, id: hostId }));
  const attempt = client.transaction(locks, async (tx) => {
    const now = await tx.now();
    for (const { hostId, start, end } of claims) {
      await tx.claims.removeExpired([hostId], start, end, now);
      const taken = await tx.claims.overlapping([hostId], start, end, now);
      if (taken.length > 0) throw new BookingError("slot_unavailable", "Seen before writing.");
    }
    await tx.claims.insert(claims);
  });
  return wonOrRefused(attempt);
}

/** Writes without looking first, so that only the database stands in the way. */
export function claimBlindly(client: ClientStorage, claims: readonly Claim[]): Promise<"won" | "refused"> {
  return wonOrRefused(client.transaction([], (tx) => tx.claims.insert(claims)));
}

/** Tells a refusal of the time from every other failure, which stays one. */
export async function wonOrRefused(attempt: Promise<unknown>): Promise<"won" | "refused"> {
  try {
    await attempt;
    return "won";
  } catch (error) {
    if (isBookingError(error) && error.code === "slot_unavailable") return "refused";
    throw error;
  }
}

/** How many attempts won. */
export function countWins(results: readonly ("won" | "refused")[]): number {
  return results.filter((result) => result === "won").length;
}

/** Every claim of these hosts, expired holds included. */
export function allClaims(client: ClientStorage, hostIds: readonly string[] = ["ada"]): Promise<readonly Claim[]> {
  return client.claims.overlapping(hostIds, 0, Number.MAX_SAFE_INTEGER, 0);
}

/** `count` results of `make`. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Stores a booking and effects of it, and the session in which it has a seat. */
export function store(client: ClientStorage, booking: Booking, effects: readonly Effect[] = []): Promise<void> {
  return client.transaction([], async (tx) => {
    const { clientId, sessionUid } = booking;
    if (sessionUid !== null && !(await tx.sessions.find(sessionUid))) {
      await tx.sessions.insert(makeSession({ clientId, uid: sessionUid }));
    }
    await tx.bookings.insert(booking);
    for (const effect of effects) await tx.effects.save(effect);
  });
}
