import { ConfigurationError, staticCatalog } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";

const hourMs = 60 * 60_000;
const monday = Date.UTC(2026, 10, 23, 9);

function catalogWith(timeOff: { start: string; end: string }[]) {
  return staticCatalog({
    schedules: [{ id: "office", timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "12:00" }] } }],
    hosts: [{ id: "ada", name: "Ada Example", schedule: "office", timeOff }],
    eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 60, hosts: ["ada"] }],
  });
}

it("a host who is away is neither offered nor booked, and an explanation says so", async () => {
  const catalog = catalogWith([{ start: "2026-11-23T11:00:00+01:00", end: "2026-11-23T11:00:00Z" }]);
  const { slotkit } = composeForTest({ options: { catalog } });
  const { slots } = await slotkit.listSlots({ eventType: "intro", start: monday, end: monday + 5 * hourMs });
  expect(slots.map(({ start }) => start)).toEqual([monday, monday + 2 * hourMs]);
  const attendee = { name: "Grace Example", email: "grace@example.org" };
  const away = { eventType: "intro", start: monday + hourMs };
  await expect(slotkit.book({ ...away, attendee })).rejects.toMatchObject({ code: "slot_unavailable" });
  const { starts } = await slotkit.explain(away);
  expect(starts[0]?.hosts[0]?.reasons.map(({ code }) => code)).toEqual(["time_off"]);
});

it.each([
  [
    "that ends before it starts",
    { start: "2026-11-23T12:00:00Z", end: "2026-11-23T11:00:00Z" },
    "must lie after start",
  ],
  ["without an offset", { start: "2026-11-23T12:00:00", end: "2026-11-24T11:00:00Z" }, "RFC 3339"],
])("refuses an absence %s", (_what, span, message) => {
  expect(() => catalogWith([span])).toThrow(ConfigurationError);
  expect(() => catalogWith([span])).toThrow(message);
});
