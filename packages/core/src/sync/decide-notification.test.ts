import type { BookingStatus } from "@slotkit/core";
import { expect, it } from "vitest";
import type { DeliveredState } from "../outbox/effect.ts";
import { decideNotification } from "./decide-notification.ts";

const told = (status: BookingStatus, start = 1, generation = 3, hostIds = ["ada"]): DeliveredState => ({
  version: 1,
  generation,
  status,
  start,
  end: start + 1,
  hostIds,
  calendarId: null,
});

it.each([
  // audience, what was told last, present status and start, what to tell
  ["attendee", null, "pending", 1, "pending"],
  ["attendee", told("pending"), "pending", 1, null],
  ["attendee", told("pending"), "pending", 2, "rescheduled"],
  ["attendee", told("pending"), "confirmed", 1, "confirmed"],
  ["attendee", told("pending"), "confirmed", 2, "confirmed"],
  ["attendee", told("pending"), "rejected", 1, "declined"],
  ["attendee", told("pending"), "cancelled", 1, "cancelled"],
  ["attendee", null, "confirmed", 1, "confirmed"],
  ["attendee", told("confirmed"), "confirmed", 1, null],
  ["attendee", told("confirmed"), "confirmed", 2, "rescheduled"],
  ["attendee", told("confirmed"), "cancelled", 2, "cancelled"],
  ["attendee", told("cancelled"), "cancelled", 1, null],
  ["attendee", told("confirmed"), "completed", 1, null],
  // Moved there and back: the time is the same, the attendee's link is not.
  ["attendee", told("confirmed", 1, 1), "confirmed", 1, "rescheduled"],
  ["attendee", told("pending", 1, 1), "pending", 1, "rescheduled"],
  ["attendee", told("cancelled", 1, 1), "cancelled", 1, null],
  ["host", told("confirmed", 1, 1), "confirmed", 1, null],
  // The attendee saw the page and must hear of the end; a host who was never told need not.
  ["attendee", null, "cancelled", 1, "cancelled"],
  ["attendee", null, "rejected", 1, "declined"],
  ["host", null, "cancelled", 1, null],
  ["host", null, "rejected", 1, null],
  ["host", told("pending"), "rejected", 1, "declined"],
  ["host", told("confirmed"), "cancelled", 1, "cancelled"],
] as const)("%s, last told %o, now %s at %i: %s", (audience, last, status, start, expected) => {
  const effect = { target: audience === "attendee" ? audience : "host:ada", delivered: last, uncertain: false };
  expect(decideNotification(effect, { status, start, generation: 3, version: 2, hostIds: ["ada"], updatedAt: 0 })).toBe(
    expected,
  );
});

it.each([
  // audience, what was told last for certain, present status and version, what to tell
  ["host", null, "cancelled", 2, "cancelled"],
  ["host", null, "rejected", 2, "declined"],
  ["host", null, "confirmed", 1, "confirmed"],
  // Told of version 1 for certain, of version 2 perhaps: where that moved it, version 3 has to say that it is back.
  ["host", told("confirmed"), "confirmed", 3, "rescheduled"],
  ["host", told("pending"), "pending", 3, "rescheduled"],
  // Only the present version can have been told besides.
  ["host", told("confirmed"), "confirmed", 2, null],
  ["host", told("cancelled"), "cancelled", 2, null],
  // Perhaps told that the booking was theirs, before somebody else took over.
  ["former host", null, "confirmed", 2, "reassigned"],
  ["former host", null, "cancelled", 3, "cancelled"],
] as const)("%s, perhaps told more than %o, now %s at version %i: %s", (audience, last, status, version, expected) => {
  const effect = { target: "host:ada", delivered: last, uncertain: true };
  const hostIds = audience === "host" ? ["ada"] : ["bob"];
  expect(decideNotification(effect, { status, start: 1, generation: 3, version, hostIds, updatedAt: 0 })).toBe(
    expected,
  );
});

it.each([
  // who, what was told last, present status, start and hosts, what to tell
  ["attendee", told("confirmed"), "confirmed", 1, ["bob"], "reassigned"],
  ["attendee", told("pending"), "pending", 1, ["bob"], "reassigned"],
  ["attendee", told("confirmed"), "confirmed", 2, ["bob"], "rescheduled"],
  ["attendee", told("confirmed"), "cancelled", 1, ["bob"], "cancelled"],
  ["host:ada", told("confirmed"), "confirmed", 1, ["bob"], "reassigned"],
  ["host:ada", told("confirmed"), "cancelled", 1, ["bob"], "cancelled"],
  ["host:ada", told("confirmed", 1, 3, ["bob"]), "cancelled", 1, ["bob"], null],
  ["host:ada", null, "confirmed", 1, ["bob"], null],
  ["host:ada", told("confirmed", 1, 3, ["bob"]), "confirmed", 1, ["ada"], "confirmed"],
  ["host:bob", null, "confirmed", 1, ["bob"], "confirmed"],
  ["host:carol", told("confirmed", 1, 3, ["ada", "carol"]), "confirmed", 1, ["bob", "carol"], null],
] as const)(
  "after a change of hosts: %s, last told %o, now %s at %i with %o: %s",
  (target, last, status, start, hostIds, expected) => {
    const effect = { target, delivered: last, uncertain: false };
    expect(decideNotification(effect, { status, start, generation: 3, version: 2, hostIds, updatedAt: 0 })).toBe(
      expected,
    );
  },
);
