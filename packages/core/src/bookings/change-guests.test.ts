import { BookingError, type EventTypeOptions } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";

const attendee = { name: "Grace Example", email: "grace@example.org" };
/** Monday 2026-11-23, 10:00 in Berlin. */
const request = { eventType: "intro", start: Date.UTC(2026, 10, 23, 9), attendee };

async function refusalOf(promise: Promise<unknown>): Promise<string[]> {
  return promise.then(
    () => ["done"],
    (error: unknown) =>
      error instanceof BookingError ? [error.code, ...error.errors.map(({ field }) => field)] : [String(error)],
  );
}

async function composed(guests?: EventTypeOptions["guests"]) {
  const parts = composeForTest({ eventType: { guests } });
  const { booking, manage } = await parts.slotkit.book(
    guests?.allowed === false ? request : { ...request, guests: ["bob@example.com"] },
  );
  return { ...parts, uid: booking.uid, manageSecret: manage.secret };
}

it("adds and removes in one change, which the event and the CRM follow", async () => {
  const { slotkit, calendar, crm, notifier, uid, manageSecret } = await composed();
  await slotkit.deliver();
  const { length } = notifier.sent;
  const changed = await slotkit.changeGuests({
    uid,
    manageSecret,
    add: ["carol@example.com"],
    remove: ["BOB@example.com"],
  });
  expect(changed.booking).toMatchObject({ version: 2, generation: 1, guests: ["carol@example.com"] });
  expect(changed.sync).toEqual({ calendar: "pending", crm: "pending", mail: "pending" });
  await slotkit.deliver();
  expect([...calendar.events.values()].map(({ version }) => version)).toEqual([2]);
  expect([...crm.contacts.values()][0]?.bookings.get(uid)?.guests).toEqual(["carol@example.com"]);
  // Who joins learns of it; to all others nothing is new.
  expect(notifier.sent.slice(length).map(({ recipient }) => recipient.email)).toEqual(["carol@example.com"]);
});

it("refuses who is there already however it is spelt, the attendee, and who is not there", async () => {
  const { slotkit, uid } = await composed();
  const change = (add: string[], remove: string[] = []) => refusalOf(slotkit.changeGuests({ uid, add, remove }));
  expect(await change(["Bob@Example.COM"])).toEqual(["validation_failed", "add.0"]);
  expect(await change(["dan@example.com", "Dan@example.com"])).toEqual(["validation_failed", "add.1"]);
  expect(await change(["GRACE@example.org"])).toEqual(["validation_failed", "add.0"]);
  expect(await change([], ["dan@example.com"])).toEqual(["validation_failed", "remove.0"]);
  expect(await change([])).toEqual(["validation_failed", "add"]);
  expect((await slotkit.getBooking(uid)).booking.version).toBe(1);
});

it("keeps attendees to the event type's limit, and everybody to a hundred", async () => {
  const { slotkit, uid, manageSecret } = await composed({ max: 2 });
  const add = ["carol@example.com", "dan@example.com"];
  expect(await refusalOf(slotkit.changeGuests({ uid, manageSecret, add }))).toEqual(["validation_failed", "add"]);
  expect(await refusalOf(slotkit.changeGuests({ uid, add }))).toEqual(["done"]);
  const hundred = Array.from({ length: 98 }, (_, index) => `guest${index}@example.com`);
  expect(await refusalOf(slotkit.changeGuests({ uid, add: hundred }))).toEqual(["validation_failed", "add"]);
  expect(await refusalOf(slotkit.changeGuests({ uid, add: hundred.slice(1) }))).toEqual(["done"]);
});

it("takes none where none are taken, at the booking and after", async () => {
  const { slotkit, uid, manageSecret } = await composed({ allowed: false });
  const add = ["carol@example.com"];
  expect(await refusalOf(slotkit.changeGuests({ uid, manageSecret, add }))).toEqual(["validation_failed", "add"]);
  const later = { ...request, start: request.start + 3_600_000, guests: add };
  expect(await refusalOf(slotkit.book(later))).toEqual(["validation_failed", "guests"]);
});

it("refuses at the booking whom it would refuse later", async () => {
  const { slotkit } = composeForTest({ eventType: { guests: { max: 2 } } });
  const book = (guests: string[]) => refusalOf(slotkit.book({ ...request, guests }));
  expect(await book(["bob@example.com", "BOB@example.com"])).toEqual(["validation_failed", "guests.1"]);
  expect(await book(["Grace@example.org"])).toEqual(["validation_failed", "guests.0"]);
  expect(await book(["a@example.com", "b@example.com", "c@example.com"])).toEqual(["validation_failed", "guests"]);
});

it("is refused with a wrong secret, for another version, and once the booking has begun", async () => {
  const { slotkit, clock, uid } = await composed();
  const add = ["carol@example.com"];
  expect(await refusalOf(slotkit.changeGuests({ uid, manageSecret: "x", add }))).toEqual(["forbidden"]);
  expect(await refusalOf(slotkit.changeGuests({ uid, version: 4, add }))).toEqual(["version_conflict", "version"]);
  await clock.advance(request.start - clock.now());
  expect(await refusalOf(slotkit.changeGuests({ uid, add }))).toEqual(["too_late"]);
});
