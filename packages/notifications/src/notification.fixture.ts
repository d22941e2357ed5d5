import type { BookingSnapshot, Notification } from "@slotkit/core";

export const fixtureStart = Date.parse("2026-11-25T13:00:00Z");

/** A booking as the tests know it, with `changes` put over it. */
export function bookingFixture(changes: Partial<BookingSnapshot> = {}): BookingSnapshot {
  const answers = changes.answers ?? { topic: "Moths", returning: true, tools: ["pen", "paper"] };
  return {
    clientId: "default",
    uid: "bk_1",
    status: "confirmed",
    version: 3,
    start: fixtureStart,
    end: fixtureStart + 30 * 60_000,
    moved: false,
    timeZone: "Europe/Berlin",
    eventType: {
      slug: "intro",
      title: "Introduction call",
      description: "Half an hour to get to know each other.",
      location: "https://meet.example.com/ada",
    },
    sessionUid: null,
    hosts: [{ id: "ada", name: "Ada Lovelace", email: "ada@example.com" }],
    attendee: {
      name: "Grace Hopper",
      email: "grace@example.com",
      timeZone: "America/New_York",
      phone: "+1 555 0100",
      company: "Compilers Ltd",
    },
    guests: ["guest@example.com"],
    answers,
    labelledAnswers: Object.entries(answers).map(([label, answer]) => ({ label, answer })),
    notes: "First line.\nSecond line.",
    noShow: { host: false, attendee: false },
    reason: null,
    createdAt: Date.parse("2026-11-20T08:00:00Z"),
    ...changes,
  };
}

/** A confirmation to the attendee, with `changes` put over it. */
export function notificationFixture(changes: Partial<Notification> = {}): Notification {
  return {
    id: "ef_1.3",
    kind: "confirmed",
    audience: "attendee",
    recipient: { name: "Grace Hopper", email: "grace@example.com", timeZone: "America/New_York", language: null },
    booking: bookingFixture(),
    session: null,
    previousStart: null,
    calendar: "synced",
    manageUrl: "https://example.com/manage/bk_1#token",
    icalUid: "bk_1@calendar.example.com",
    sequence: 2,
    ...changes,
  };
}
