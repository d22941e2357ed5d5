import { memoryStorage } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { makeBooking } from "@slotkit/testing/conformance";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { isLatestOfAttendee } from "./is-latest-of-attendee.ts";

const at = (time: string) => ({ eventType: "intro", start: Date.parse(`2026-11-25T${time}:00+01:00`) });
const grace = (email = "grace@example.org") => ({ attendee: { name: "Grace Example", email } });

describe("what a contact tells of its latest booking", () => {
  it("does not depend on the order in which bookings reach the CRM", async () => {
    const { slotkit, crm, clock } = composeForTest();
    const first = await slotkit.book({ ...at("10:00"), ...grace() });
    await clock.advance(1_000);
    const second = await slotkit.book({ ...at("11:00"), ...grace("Grace@example.org") });
    await slotkit.deliver();
    await clock.advance(1_000);
    await slotkit.cancel({ uid: first.booking.uid });
    await slotkit.deliver();
    const [contact, ...others] = [...crm.contacts.values()];
    expect(others).toEqual([]);
    expect(contact?.latest).toBe(second.booking.uid);
    expect(contact?.bookings.get(first.booking.uid)?.status).toBe("cancelled");
  });

  it("is of its own address, though a person has several", async () => {
    const booking = (uid: string, email: string, createdAt: number) =>
      makeBooking({ uid, createdAt, person: "grace@example.org", attendee: { ...makeBooking().attendee, email } });
    const made = [
      booking("bk_1", "grace+work@example.org", 1),
      booking("bk_2", "grace+home@example.org", 2),
      booking("bk_3", "Grace+Home@example.org", 2),
    ];
    const storage = memoryStorage({ clock: createFakeClock({ startMs: 0 }) });
    const client = storage.forClient(makeBooking().clientId);
    await client.transaction([], async (tx) => {
      for (const one of made) await tx.bookings.insert(one);
    });
    expect(await Promise.all(made.map((one) => isLatestOfAttendee(client, one)))).toEqual([true, false, true]);
  });
});
