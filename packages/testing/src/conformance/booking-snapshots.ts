import type { BookingSnapshot, RecordBookingRequest } from "@slotkit/core";

const minute = 60_000;

/** A confirmed booking as adapters receive it, with `changes` put over it. */
export function makeSnapshot(changes: Partial<BookingSnapshot> = {}): BookingSnapshot {
  const start = Date.UTC(2026, 10, 25, 13);
  return {
    clientId: "default",
    uid: "bk_1",
    status: "confirmed",
    version: 1,
    start,
    end: start + 30 * minute,
    moved: false,
    timeZone: "Europe/Berlin",
    eventType: { slug: "intro", title: "Introduction call", description: null, location: null },
    sessionUid: null,
    hosts: [{ id: "ada", name: "Ada Example", email: "ada@example.com" }],
    attendee: {
      name: "Grace Brewster Example",
      email: "grace@example.org",
      timeZone: null,
      phone: "+1 555 0100",
      company: "Compilers Ltd",
    },
    guests: [],
    answers: {},
    labelledAnswers: [],
    notes: null,
    noShow: { host: false, attendee: false },
    reason: null,
    createdAt: start - 5 * 24 * 60 * minute,
    ...changes,
  };
}

/** The first delivery of a booking, with `changes` put over it. */
export function makeRecordRequest(
  booking: Partial<BookingSnapshot> = {},
  changes: Partial<RecordBookingRequest> = {},
): RecordBookingRequest {
  return { booking: makeSnapshot(booking), contactId: null, meetingId: null, latest: true, ...changes };
}
