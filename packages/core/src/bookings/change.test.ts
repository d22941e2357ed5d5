import { BookingError, type SlotKit } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const later = start + 120 * minuteMs;

const bookIntro = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } });

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );
}

describe("reschedule", () => {
  it("keeps the uid, moves the time, raises version and manage secret", async () => {
    const { slotkit } = composeForTest();
    const before = await bookIntro(slotkit);
    const after = await slotkit.reschedule({ uid: before.booking.uid, start: later, reason: "A meeting ran long" });
    expect(after.booking).toMatchObject({
      uid: before.booking.uid,
      status: "confirmed",
      version: 2,
      start: later,
      localStart: "2026-11-23T12:00:00+01:00",
      reason: "A meeting ran long",
    });
    const secrets = [before.manage.secret, after.manage.secret];
    const valid = await Promise.all(secrets.map((secret) => slotkit.verifyManageSecret(before.booking.uid, secret)));
    expect(valid).toEqual([false, true]);
  });

  it("happens once with one manage secret, however many ask at the same time", async () => {
    const { slotkit } = composeForTest();
    const { booking, manage } = await bookIntro(slotkit);
    const moves = [1, 2, 3, 4].map((hours) =>
      slotkit.reschedule({ uid: booking.uid, start: start + hours * 60 * minuteMs, manageSecret: manage.secret }),
    );
    const codes = await Promise.all(moves.map(codeOf));
    expect(codes.sort()).toEqual(["done", "forbidden", "forbidden", "forbidden"]);
    expect((await slotkit.getBooking(booking.uid)).booking.version).toBe(2);
  });

  it("frees the old time and takes the new one", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.reschedule({ uid: booking.uid, start: later });
    expect(await codeOf(bookIntro(slotkit, later))).toBe("slot_unavailable");
    expect(await codeOf(bookIntro(slotkit, start))).toBe("done");
  });

  it("moves by half its own length: its own claim does not stand in the way", async () => {
    const { slotkit } = composeForTest({ eventType: { intervalMinutes: 15 } });
    const { booking } = await bookIntro(slotkit);
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start: start + 15 * minuteMs }))).toBe("done");
  });

  it("leaves everything as it was when the new time is taken", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await bookIntro(slotkit, later);
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start: later }))).toBe("slot_unavailable");
    expect((await slotkit.getBooking(booking.uid)).booking).toEqual(booking);
    expect(await codeOf(bookIntro(slotkit, start))).toBe("slot_unavailable");
  });

  it("refuses the time it already has", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start }))).toBe("validation_failed");
  });

  it("offers its own time again in a list made for the move", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    const range = { eventType: "intro", start, end: start + 30 * minuteMs };
    const starts = async (rescheduleUid?: string) =>
      (await slotkit.listSlots({ ...range, rescheduleUid })).slots.map((slot) => slot.start);
    expect([await starts(), await starts(booking.uid)]).toEqual([[], [start]]);
  });

  it("lets one of two simultaneous moves of one version win", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    const move = (at: number) => codeOf(slotkit.reschedule({ uid: booking.uid, start: at, version: 1 }));
    expect((await Promise.all([move(later), move(later + 60 * minuteMs)])).sort()).toEqual([
      "done",
      "version_conflict",
    ]);
  });
});

describe("cancel", () => {
  it("frees the time", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    const { booking: cancelled } = await slotkit.cancel({ uid: booking.uid, reason: "Found another way" });
    expect(cancelled).toMatchObject({ status: "cancelled", version: 2, reason: "Found another way" });
    expect(await codeOf(bookIntro(slotkit))).toBe("done");
  });

  it("happens once", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.cancel({ uid: booking.uid });
    expect(await codeOf(slotkit.cancel({ uid: booking.uid }))).toBe("invalid_transition");
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start: later }))).toBe("invalid_transition");
  });

  it("is refused with a secret that a move has ended, and with another booking's", async () => {
    const { slotkit } = composeForTest();
    const { booking, manage } = await bookIntro(slotkit);
    const other = await bookIntro(slotkit, start + 60 * minuteMs);
    const moved = await slotkit.reschedule({ uid: booking.uid, start: later });
    const cancelWith = (manageSecret: string) => codeOf(slotkit.cancel({ uid: booking.uid, manageSecret }));
    expect(await cancelWith(manage.secret)).toBe("forbidden");
    expect(await cancelWith(other.manage.secret)).toBe("forbidden");
    expect(await cancelWith("")).toBe("forbidden");
    expect(await cancelWith(moved.manage.secret)).toBe("done");
  });

  it("comes too late once the booking has begun", async () => {
    const { slotkit, clock } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await clock.advance(start - clock.now());
    expect(await codeOf(slotkit.cancel({ uid: booking.uid }))).toBe("too_late");
  });

  it("says the same of a booking that never was and of another client's", async () => {
    const { slotkit } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    expect(await codeOf(slotkit.cancel({ uid: "bk_none" }))).toBe("not_found");
    expect(await codeOf(slotkit.cancel({ uid: booking.uid, clientId: "other" }))).toBe("not_found");
    expect((await slotkit.getBooking(booking.uid)).booking.status).toBe("confirmed");
  });
});

describe("confirm and decline", () => {
  it("hold the time while a booking is pending", async () => {
    const { slotkit } = composeForTest({ eventType: { requiresConfirmation: true } });
    const { booking } = await bookIntro(slotkit);
    expect(booking.status).toBe("pending");
    expect(await codeOf(bookIntro(slotkit))).toBe("slot_unavailable");
    expect((await slotkit.confirm({ uid: booking.uid })).booking.status).toBe("confirmed");
    expect(await codeOf(slotkit.decline({ uid: booking.uid }))).toBe("invalid_transition");
  });

  it("free it when it is declined", async () => {
    const { slotkit } = composeForTest({ eventType: { requiresConfirmation: true } });
    const { booking } = await bookIntro(slotkit);
    expect((await slotkit.decline({ uid: booking.uid, reason: "Fully booked" })).booking.status).toBe("rejected");
    expect(await codeOf(bookIntro(slotkit))).toBe("done");
  });
});
