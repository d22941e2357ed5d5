import type { EventParty, EventSnapshot } from "@slotkit/core";

/** A confirmed half hour on a Monday morning in Berlin with Grace, as the calendar receives it. */
export function eventSnapshot(changes: Partial<EventSnapshot & EventParty> = {}): EventSnapshot {
  const { attendee, guests, answers, labelledAnswers, notes, reason, ...shared } = changes;
  const uid = shared.uid ?? "bk_0123456789abcdefghij";
  const status = shared.status ?? "confirmed";
  const own = { uid, status, attendee, guests, answers, labelledAnswers, notes, reason };
  return {
    clientId: "default",
    version: 1,
    start: Date.parse("2026-11-23T09:00:00+01:00"),
    end: Date.parse("2026-11-23T09:30:00+01:00"),
    timeZone: "Europe/Berlin",
    eventType: { slug: "intro", title: "Introduction", description: "A first talk.", location: "Room 1" },
    hosts: [{ id: "ada", name: "Ada Example", email: "ada@example.com" }],
    parties: [eventParty(Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)))],
    seats: null,
    showAttendees: false,
    ...shared,
    uid,
    status,
  };
}

/** Somebody who comes: Grace, unless said otherwise. */
export function eventParty(changes: Partial<EventParty> = {}): EventParty {
  return {
    uid: "bk_0123456789abcdefghij",
    status: "confirmed",
    attendee: { name: "Grace Example", email: "grace@example.org", timeZone: null, phone: "+49 30 1", company: null },
    guests: [],
    answers: {},
    labelledAnswers: Object.entries(changes.answers ?? {}).map(([label, answer]) => ({ label, answer })),
    notes: null,
    reason: null,
    ...changes,
  };
}
