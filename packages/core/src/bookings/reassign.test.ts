import { BookingError, IntegrationError, type SlotKit } from "@slotkit/core";
import { type ComposeForTestOptions, composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const hourMs = 3_600_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );
}

const team = (changes: ComposeForTestOptions["eventType"] = {}) =>
  composeForTest({
    otherHosts: ["bob", "carol"],
    eventType: { hosts: [{ id: "ada", priority: 9 }, "bob", "carol"], assignment: { kind: "roundRobin" }, ...changes },
  });

const bookIntro = async (slotkit: SlotKit) => (await slotkit.book({ eventType: "intro", start, attendee })).booking;
const calendarsOf = ({ calendar }: TestComposition) =>
  [...calendar.events.values()].map(({ calendarId }) => calendarId);

describe("reassigning", () => {
  it("gives the booking to another host and frees the time of the first for another booking", async () => {
    const { slotkit } = team();
    const booking = await bookIntro(slotkit);
    expect(booking.hostIds).toEqual(["ada"]);
    const { booking: changed, hosts } = await slotkit.reassign({
      uid: booking.uid,
      toHostId: "bob",
      reason: "Ada is ill",
    });
    expect(changed).toMatchObject({ start, version: 2, generation: 1, hostIds: ["bob"], reason: "Ada is ill" });
    expect(hosts).toEqual([{ id: "bob", name: "Bob Example" }]);
    expect((await bookIntro(slotkit)).hostIds).toEqual(["ada"]);
    expect((await bookIntro(slotkit)).hostIds).toEqual(["carol"]);
    expect(await codeOf(bookIntro(slotkit))).toBe("no_available_host");
  });

  it("moves the event to the new host's calendar: exactly one is left", async () => {
    const parts = team();
    const { slotkit } = parts;
    const { uid } = await bookIntro(slotkit);
    await slotkit.deliver();
    expect(calendarsOf(parts)).toEqual(["ada@example.com"]);
    await slotkit.reassign({ uid, toHostId: "bob" });
    await slotkit.deliver();
    expect(calendarsOf(parts)).toEqual(["bob@example.com"]);
    await slotkit.reassign({ uid, toHostId: "ada" });
    await slotkit.deliver();
    expect(calendarsOf(parts)).toEqual(["ada@example.com"]);
    const { booking, sync } = await slotkit.getBooking(uid);
    expect(booking).toMatchObject({ calendarId: "ada@example.com", calendarSynced: true });
    expect(sync.calendar).toBe("synced");
    await slotkit.cancel({ uid });
    await slotkit.deliver();
    expect(calendarsOf(parts)).toEqual([]);
  });

  it("leaves no event behind whose writing was never heard of, and none in the old calendar after an outage", async () => {
    const parts = team();
    const { slotkit, calendar, clock } = parts;
    const { uid } = await bookIntro(slotkit);
    // Written, but the answer was lost.
    const { putEvent } = calendar;
    calendar.putEvent = async (...request) => {
      await putEvent(...request);
      throw new IntegrationError("unknown_outcome", "The answer was lost.", { remedy: "Nothing to do." });
    };
    await slotkit.deliver();
    await slotkit.reassign({ uid, toHostId: "bob" });
    await slotkit.deliver();
    calendar.putEvent = putEvent;
    await clock.advance(hourMs);
    await slotkit.deliver();
    expect(calendarsOf(parts)).toEqual(["bob@example.com"]);
    expect((await slotkit.getBooking(uid)).booking.calendarSynced).toBe(true);
  });

  it("tells the attendee with whom it is now, the new host of it and the old one that it is gone, once each", async () => {
    const { slotkit, notifier } = team();
    const { uid } = await bookIntro(slotkit);
    await slotkit.deliver();
    const { length } = notifier.sent;
    await slotkit.reassign({ uid, toHostId: "bob" });
    await slotkit.deliver();
    const news = notifier.sent.slice(length).map(({ kind, recipient }) => `${recipient.email} ${kind}`);
    expect(news.sort()).toEqual([
      "ada@example.com reassigned",
      "bob@example.com confirmed",
      "grace@example.org reassigned",
    ]);
    await slotkit.cancel({ uid });
    await slotkit.deliver();
    const last = notifier.sent.slice(length + 3).map(({ kind, recipient }) => `${recipient.email} ${kind}`);
    expect(last.sort()).toEqual(["bob@example.com cancelled", "grace@example.org cancelled"]);
  });

  it("replaces one named host of several, and keeps the others and their claims", async () => {
    const { slotkit, calendar } = team({ assignment: { kind: "anyOf", count: 2 } });
    const { uid, hostIds } = await bookIntro(slotkit);
    expect(hostIds).toEqual(["ada", "bob"]);
    expect(await codeOf(slotkit.reassign({ uid, toHostId: "carol" }))).toBe("validation_failed");
    expect(await codeOf(slotkit.reassign({ uid, toHostId: "ada", fromHostId: "bob" }))).toBe("validation_failed");
    expect(await codeOf(slotkit.reassign({ uid, toHostId: "carol", fromHostId: "dan" }))).toBe("validation_failed");
    const { booking } = await slotkit.reassign({ uid, toHostId: "carol", fromHostId: "bob" });
    expect(booking.hostIds).toEqual(["ada", "carol"]);
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ calendarId }) => calendarId)).toEqual(["ada@example.com"]);
    expect(await codeOf(bookIntro(slotkit))).toBe("no_available_host");
  });

  it("is refused for a host who is busy, unknown, or part of it already; nothing changes", async () => {
    const { slotkit, calendar } = team();
    const booking = await bookIntro(slotkit);
    calendar.busy.set("bob@example.com", [{ start, end: start + hourMs }]);
    const to = (toHostId: string, version?: number) =>
      codeOf(slotkit.reassign({ uid: booking.uid, toHostId, version }));
    expect(await to("bob")).toBe("slot_unavailable");
    expect(await to("dan")).toBe("validation_failed");
    expect(await to("ada")).toBe("validation_failed");
    expect(await to("carol", 7)).toBe("version_conflict");
    expect((await slotkit.getBooking(booking.uid)).booking).toEqual(booking);
  });

  it("is not bound to the notice and the grid: the time was agreed before", async () => {
    const { slotkit, clock } = team({ minimumNoticeMinutes: 60, intervalMinutes: 60 });
    const { uid } = await bookIntro(slotkit);
    await clock.advance(start - 60_000 - clock.now());
    expect(await codeOf(slotkit.reassign({ uid, toHostId: "bob" }))).toBe("done");
    await clock.advance(60_000);
    expect(await codeOf(slotkit.reassign({ uid, toHostId: "carol" }))).toBe("too_late");
  });

  it("of two bookings given to one host at one time lets one win", async () => {
    const { slotkit } = team();
    const [first, second] = [await bookIntro(slotkit), await bookIntro(slotkit)];
    const codes = await Promise.all(
      [first, second].map(({ uid }) => codeOf(slotkit.reassign({ uid, toHostId: "carol" }))),
    );
    expect(codes.sort()).toEqual(["done", "slot_unavailable"]);
  });
});
