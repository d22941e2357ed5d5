import { type EventTypeOptions, IntegrationError } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const hourMs = 3_600_000;
/** Monday 2026-11-23, 10:00 in Berlin; the composition's clock stands at Friday, 08:00 UTC. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org", language: "de-AT" };
const guests = ["first@example.org", "second@example.org"];

function compose(eventType: Partial<EventTypeOptions>) {
  const composed = composeForTest({ eventType });
  const { slotkit, notifier } = composed;
  let seen = 0;
  const news = async () => {
    await slotkit.deliver();
    const fresh = notifier.sent.slice(seen);
    seen = notifier.sent.length;
    return fresh.map(({ kind, recipient }) => `${kind} ${recipient.email}`).toSorted();
  };
  return { ...composed, news, book: () => slotkit.book({ eventType: "intro", start, attendee, guests }) };
}

describe("mails to guests", () => {
  it("follow the booking, and reach who joins", async () => {
    const { slotkit, news, book } = compose({});
    const { booking } = await book();
    expect(await news()).toEqual([
      "confirmed ada@example.com",
      "confirmed first@example.org",
      "confirmed grace@example.org",
      "confirmed second@example.org",
    ]);
    await slotkit.changeGuests({ uid: booking.uid, add: ["third@example.org"], remove: ["first@example.org"] });
    expect(await news()).toEqual(["confirmed third@example.org"]);
    await slotkit.cancel({ uid: booking.uid });
    expect(await news()).toEqual(
      ["ada@example.com", "grace@example.org", "second@example.org", "third@example.org"].map(
        (to) => `cancelled ${to}`,
      ),
    );
  });

  it("tell a guest neither of the others nor what is between attendee and host", async () => {
    const { slotkit, notifier, book } = compose({});
    await book();
    await slotkit.deliver();
    const toGuest = notifier.sent.find(({ recipient }) => recipient.email === "first@example.org");
    expect(JSON.stringify(toGuest)).not.toContain("second@example.org");
    expect(toGuest).toMatchObject({ audience: "guest", manageUrl: null, recipient: { language: "de-AT" } });
    expect(JSON.stringify(await slotkit.listBookings({}))).toContain("second@example.org");
  });

  it("wait until the time is agreed, and are none where nobody wants them", async () => {
    const asked = compose({ requiresConfirmation: true });
    const { booking } = await asked.book();
    expect((await asked.news()).filter((one) => /first|second/.test(one))).toEqual([]);
    await asked.slotkit.confirm({ uid: booking.uid });
    expect((await asked.news()).filter((one) => /first|second/.test(one))).toHaveLength(2);
    const silent = compose({ notifyGuests: false });
    await silent.book();
    expect(await silent.news()).toEqual(["confirmed ada@example.com", "confirmed grace@example.org"]);
  });
});

describe("reminders", () => {
  const reminders = { minutesBefore: [24 * 60, 60] };

  it("come once each in time, follow a move, and leave the state of the mails alone while they wait", async () => {
    const { slotkit, clock, news, book } = compose({ reminders, notifyGuests: false });
    const { booking } = await book();
    await news();
    expect((await slotkit.getBooking(booking.uid)).sync.mail).toBe("synced");
    await slotkit.reschedule({ uid: booking.uid, start: start + hourMs });
    await news();
    const reminded: [string, number][] = [];
    for (let hours = 0; hours < 96; hours++) {
      await clock.advance(hourMs);
      for (const one of await news()) reminded.push([one, (start + hourMs - clock.now()) / hourMs]);
    }
    expect(reminded).toEqual([
      ["reminder grace@example.org", 24],
      ["reminder grace@example.org", 1],
    ]);
  });

  it("never follow a cancellation, nor what has begun, nor a move that left no time for them", async () => {
    const { slotkit, clock, notifier, news, book } = compose({ reminders, notifyGuests: false });
    const cancelled = await book();
    await slotkit.cancel({ uid: cancelled.booking.uid });
    const { booking } = await book();
    await news();
    await clock.advance(start - 2 * hourMs - clock.now());
    await news();
    await slotkit.reschedule({ uid: booking.uid, start: start + 2 * hourMs });
    expect(await news()).toEqual(["rescheduled ada@example.com", "rescheduled grace@example.org"]);
    notifier.failSends = new IntegrationError("transient", "The mail server is down.", { remedy: "Wait." });
    await clock.advance(3 * hourMs + hourMs / 4);
    await slotkit.deliver();
    notifier.failSends = null;
    await clock.advance(2 * hourMs);
    expect((await news()).filter((one) => one.startsWith("reminder"))).toEqual([]);
  });

  it("reach guests, and hosts where that is said", async () => {
    const { clock, news, book } = compose({ reminders: { minutesBefore: [60], hosts: true } });
    await book();
    await news();
    await clock.advance(start - hourMs - clock.now());
    expect(await news()).toHaveLength(4);
  });
});
