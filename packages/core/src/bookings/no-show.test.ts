import { BookingError, type SlotKit } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";

/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

const bookIntro = (slotkit: SlotKit) =>
  slotkit.book({ eventType: "intro", start, attendee: { name: "Grace Example", email: "grace@example.org" } });

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );
}

it("is recorded once the booking has begun, for either side, and can be taken back", async () => {
  const { slotkit, clock } = composeForTest();
  const { uid } = (await bookIntro(slotkit)).booking;
  expect(await codeOf(slotkit.markNoShow({ uid, attendee: true }))).toBe("invalid_transition");
  await clock.advance(start - clock.now());
  const marked = await slotkit.markNoShow({ uid, attendee: true });
  expect(marked.booking).toMatchObject({ status: "confirmed", version: 2, noShow: { host: false, attendee: true } });
  const both = await slotkit.markNoShow({ uid, host: true });
  expect(both.booking.noShow).toEqual({ host: true, attendee: true });
  const back = await slotkit.markNoShow({ uid, attendee: false });
  expect(back.booking).toMatchObject({ version: 4, noShow: { host: true, attendee: false } });
});

it("is recorded after the booking was completed, and tells the CRM alone", async () => {
  const { slotkit, clock, crm, notifier } = composeForTest();
  const { uid } = (await bookIntro(slotkit)).booking;
  await slotkit.deliver();
  const { length } = notifier.sent;
  await clock.advance(start - clock.now());
  await slotkit.complete({ uid });
  expect((await slotkit.markNoShow({ uid, attendee: true })).booking.status).toBe("completed");
  await slotkit.deliver();
  const [contact] = crm.contacts.values();
  expect(contact?.bookings.get(uid)).toMatchObject({ status: "completed", noShow: { attendee: true } });
  expect(notifier.sent).toHaveLength(length);
});

it("is refused for bookings that nobody could attend, without a side, and for another version", async () => {
  const { slotkit, clock } = composeForTest();
  const { uid } = (await bookIntro(slotkit)).booking;
  await clock.advance(start - clock.now());
  expect(await codeOf(slotkit.markNoShow({ uid }))).toBe("validation_failed");
  expect(await codeOf(slotkit.markNoShow({ uid, host: true, version: 7 }))).toBe("version_conflict");
  expect(await codeOf(slotkit.markNoShow({ uid: "bk_none", host: true }))).toBe("not_found");
});
