import type { BookingSnapshot } from "@slotkit/core";

/** A confirmed half hour on a Monday morning in Berlin, as an adapter receives it. */
export function bookingSnapshot(changes: Partial<BookingSnapshot> = {}): BookingSnapshot {
  return {
    clientId: "default",
    uid: "bk_0123456789abcdefghij",
    status: "confirmed",
    version: 1,
    start: Date.parse("2026-11-23T09:00:00+01:00"),
    end: Date.parse("2026-11-23T09:30:00+01:00"),
    timeZone: "Europe/Berlin",
    eventType: { slug: "intro", title: "Introduction", description: "A first talk.", location: "Room 1" },
    hosts: [{ id: "ada", name: "Ada Example", email: "ada@example.com" }],
    attendee: { name: "Grace Example", email: "grace@example.org", timeZone: null, phone: "+49 30 1", company: null },
    guests: [],
    answers: {},
    notes: null,
    reason: null,
    createdAt: Date.parse("2026-11-20T08:00:00Z"),
    ...changes,
  };
}
