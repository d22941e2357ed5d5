import type { BookingSnapshot } from "@slotkit/core";

/** A booking as the tests know it, with `changes` put over it. */
export function bookingFixture(changes: Partial<BookingSnapshot> = {}): BookingSnapshot {
  return {
    clientId: "default",
    uid: "bk_1",
    status: "confirmed",
    version: 1,
    start: Date.parse("2026-11-25T13:00:00Z"),
    end: Date.parse("2026-11-25T13:30:00Z"),
    moved: false,
    timeZone: "Europe/Berlin",
    eventType: { slug: "intro", title: "Introduction call", description: null, location: null },
    sessionUid: null,
    hosts: [{ id: "ada", name: "Ada Lovelace", email: "ada@example.com" }],
    attendee: {
      name: "Grace Brewster Hopper",
      email: "grace@example.com",
      timeZone: null,
      phone: "+1 555 0100",
      company: "Compilers Ltd",
    },
    guests: ["guest@example.com"],
    answers: {},
    labelledAnswers: [],
    notes: null,
    noShow: { host: false, attendee: false },
    reason: null,
    createdAt: Date.parse("2026-11-20T08:00:00Z"),
    ...changes,
  };
}
