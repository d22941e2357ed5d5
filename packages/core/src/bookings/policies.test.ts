import { BookingError, type EventTypeOptions, type SlotKit } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

const bookIntro = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } });

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );
}

async function composed(policies: EventTypeOptions["policies"]) {
  const parts = composeForTest({ eventType: { policies } });
  const { booking, manage } = await bookIntro(parts.slotkit);
  return { ...parts, uid: booking.uid, manageSecret: manage.secret };
}

describe("policies", () => {
  it("keep attendees from what is not offered, and let operators pass", async () => {
    const { slotkit, uid, manageSecret } = await composed({
      cancel: { allowed: false },
      reschedule: { allowed: false },
    });
    expect(await codeOf(slotkit.cancel({ uid, manageSecret }))).toBe("forbidden");
    expect(await codeOf(slotkit.reschedule({ uid, manageSecret, start: start + hourMs }))).toBe("forbidden");
    const { actions } = await slotkit.getBooking(uid);
    expect(actions.attendee.cancel).toMatchObject({ allowed: false, code: "forbidden" });
    expect(actions.operator.cancel).toMatchObject({ allowed: true, code: null });
    expect(await codeOf(slotkit.reschedule({ uid, start: start + hourMs }))).toBe("done");
    expect(await codeOf(slotkit.cancel({ uid }))).toBe("done");
  });

  it("end at the notice, to the millisecond, as `actions` say", async () => {
    const { slotkit, clock, uid, manageSecret } = await composed({ cancel: { minimumNoticeMinutes: 24 * 60 } });
    const { cancel } = (await slotkit.getBooking(uid)).actions.attendee;
    expect(cancel).toEqual({ allowed: true, code: null, until: start - 24 * hourMs, reasonRequired: false });
    await clock.advance(start - 24 * hourMs + 1 - clock.now());
    expect(await codeOf(slotkit.cancel({ uid, manageSecret }))).toBe("too_late");
    expect((await slotkit.getBooking(uid)).actions.attendee.cancel).toMatchObject({ allowed: false, code: "too_late" });
    clock.set(start - 24 * hourMs);
    expect(await codeOf(slotkit.cancel({ uid, manageSecret }))).toBe("done");
  });

  it("count the moves of the attendee, and not those of operators", async () => {
    const { slotkit, uid, manageSecret } = await composed({ reschedule: { maxCount: 1 } });
    expect(await codeOf(slotkit.reschedule({ uid, start: start + hourMs }))).toBe("done");
    expect(await codeOf(slotkit.reschedule({ uid, manageSecret, start: start + 2 * hourMs }))).toBe("forbidden");
    const again = await bookIntro(slotkit, start + 24 * hourMs);
    const own = { uid: again.booking.uid, manageSecret: again.manage.secret };
    const moved = await slotkit.reschedule({ ...own, start: start + 25 * hourMs });
    expect(moved.booking.rescheduleCount).toBe(1);
    const next = { ...own, manageSecret: moved.manage.secret, start: start + 26 * hourMs };
    expect(await codeOf(slotkit.reschedule(next))).toBe("forbidden");
    expect((await slotkit.getBooking(own.uid)).actions.attendee.reschedule).toMatchObject({ code: "forbidden" });
    expect(await codeOf(slotkit.reschedule({ uid: own.uid, start: start + 26 * hourMs }))).toBe("done");
  });

  it("ask for a reason where one is required", async () => {
    const { slotkit, uid, manageSecret } = await composed({ cancel: { reasonRequired: true } });
    expect((await slotkit.getBooking(uid)).actions.attendee.cancel).toMatchObject({
      allowed: true,
      reasonRequired: true,
    });
    await expect(slotkit.cancel({ uid, manageSecret, reason: " " })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ field: "reason" }],
    });
    expect(await codeOf(slotkit.cancel({ uid, manageSecret, reason: "Found another way" }))).toBe("done");
  });

  it("measure notice as elapsed time over every clock change, and never disagree with `actions`", async () => {
    // Berlin puts its clock back on 2026-10-25 and forward on 2027-03-28, both at 01:00 UTC.
    const changes = [Date.UTC(2026, 9, 25, 1), Date.UTC(2027, 2, 28, 1)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...changes),
        fc.integer({ min: 1, max: 48 }),
        fc.integer({ min: 0, max: 3 * 24 * 60 }),
        fc.integer({ min: -30, max: 30 }),
        async (change, startsHoursAfter, minimumNoticeMinutes, minutesAround) => {
          const at = change + startsHoursAfter * hourMs;
          const begins = at - 7 * 24 * hourMs;
          const { slotkit, clock } = composeForTest({
            startMs: begins,
            eventType: { policies: { cancel: { minimumNoticeMinutes } } },
            weekly: alwaysOpen,
          });
          const { booking, manage } = await bookIntro(slotkit, at);
          const moment = at - minimumNoticeMinutes * minuteMs + minutesAround * minuteMs;
          clock.set(moment);
          const { allowed } = (await slotkit.getBooking(booking.uid)).actions.attendee.cancel ?? {};
          const code = await codeOf(slotkit.cancel({ uid: booking.uid, manageSecret: manage.secret }));
          const isInTime = at - moment >= minimumNoticeMinutes * minuteMs && moment < at;
          expect([code, allowed]).toEqual([isInTime ? "done" : "too_late", isInTime]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

const allDay = [{ start: "00:00", end: "24:00" }];
const alwaysOpen = {
  monday: allDay,
  tuesday: allDay,
  wednesday: allDay,
  thursday: allDay,
  friday: allDay,
  saturday: allDay,
  sunday: allDay,
};
