import { type BookingError, type EventTypeOptions, IntegrationError, type SlotKit } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

const compose = (eventType: Partial<EventTypeOptions>, otherHosts: readonly string[] = ["bob"]) =>
  composeForTest({ otherHosts, eventType: { hosts: ["ada", ...otherHosts], ...eventType } });

const hostsOf = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } }).then(
    ({ booking }) => booking.hostIds.join("+"),
    (error: BookingError) => error.code,
  );

describe("round-robin", () => {
  const assignment = { kind: "roundRobin" } as const;

  it("takes turns, the host who has waited longest first", async () => {
    const { slotkit, clock } = compose({ assignment }, ["bob", "carol"]);
    const taken = [];
    for (let turn = 0; turn < 6; turn++) {
      taken.push(await hostsOf(slotkit, start + turn * 30 * minuteMs));
      await clock.advance(1);
    }
    expect(taken).toEqual(["ada", "bob", "carol", "ada", "bob", "carol"]);
  });

  it("gives one slot to as many as there are hosts, and no more, whoever comes first", async () => {
    const { slotkit } = compose({ assignment }, ["bob", "carol"]);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => hostsOf(slotkit)));
    expect(outcomes.filter((outcome) => outcome !== "no_available_host").sort()).toEqual(["ada", "bob", "carol"]);
  });

  it("passes over a host whose own calendar is busy, and one whose calendar cannot be read", async () => {
    const { slotkit, calendar } = compose({ assignment });
    calendar.busy.set("ada@example.com", [{ start, end: start + 30 * minuteMs }]);
    expect(await hostsOf(slotkit)).toBe("bob");
    calendar.failReads = new IntegrationError("transient", "No answer.", { remedy: "Wait." });
    expect(await hostsOf(slotkit, start + 60 * minuteMs)).toBe("calendar_unavailable");
  });

  it("lets priority go before turns", async () => {
    const { slotkit, clock } = compose({ assignment, hosts: ["ada", { id: "bob", priority: 1 }] });
    const first = await hostsOf(slotkit);
    await clock.advance(1);
    expect([first, await hostsOf(slotkit, start + 30 * minuteMs), await hostsOf(slotkit)]).toEqual([
      "bob",
      "bob",
      "ada",
    ]);
  });

  it("tells only the chosen host, and writes only to that calendar", async () => {
    const { slotkit, calendar, notifier } = compose({ assignment });
    await hostsOf(slotkit);
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ calendarId }) => calendarId)).toEqual(["ada@example.com"]);
    expect(notifier.sent.map(({ recipient }) => recipient.email).sort()).toEqual([
      "ada@example.com",
      "grace@example.org",
    ]);
  });

  it("keeps the host of a booking that is moved", async () => {
    const { slotkit } = compose({ assignment });
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    const { booking } = await slotkit.book({ eventType: "intro", start, attendee });
    const { booking: moved } = await slotkit.reschedule({ uid: booking.uid, start: start + 30 * minuteMs });
    expect(moved.hostIds).toEqual(booking.hostIds);
  });
});

describe("other assignments", () => {
  it("collective takes all hosts, and one who is busy keeps the slot from all", async () => {
    const { slotkit, calendar } = compose({ assignment: { kind: "collective" } });
    expect(await hostsOf(slotkit)).toBe("ada+bob");
    calendar.busy.set("bob@example.com", [{ start: start + 60 * minuteMs, end: start + 90 * minuteMs }]);
    expect(await hostsOf(slotkit, start + 60 * minuteMs)).toBe("no_available_host");
  });

  it("anyOf takes as many as it asks for, beside the fixed ones", async () => {
    const { slotkit } = compose(
      { assignment: { kind: "anyOf", count: 2 }, hosts: [{ id: "carol", fixed: true }, "ada", "bob", "dan"] },
      ["bob", "carol", "dan"],
    );
    expect(await hostsOf(slotkit)).toBe("carol+ada+bob");
    expect(await hostsOf(slotkit)).toBe("no_available_host");
  });
});
