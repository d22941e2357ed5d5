import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import type { BookingEventName } from "./events.ts";
import {
  answerTo,
  booking,
  createFakeClient,
  eventType,
  now,
  problem,
  reservation,
} from "./test-support/fake-client.ts";
import { all, mount, one, settled } from "./test-support/mount.ts";

const names: BookingEventName[] = [
  "booking-ready",
  "booking-date-selected",
  "booking-slot-selected",
  "booking-slot-reserved",
  "booking-submit",
  "booking-success",
  "booking-rescheduled",
  "booking-cancelled",
  "booking-error",
  "booking-no-slots",
  "booking-timezone-changed",
];

let heard: CustomEvent[] = [];
const hear = (event: Event) => heard.push(event as CustomEvent);
const heardNames = () => heard.map(({ type }) => type);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.spyOn(console, "error").mockReturnValue();
  heard = [];
  for (const name of names) document.body.addEventListener(name, hear);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const name of names) document.body.removeEventListener(name, hear);
  document.body.replaceChildren();
});

const click = async (widget: BookingWidget, selector: string) => {
  await userEvent.click(one(widget, selector));
  await settled(widget);
};
const book = async (widget: BookingWidget) => {
  await click(widget, "input[name=time]");
  await click(widget, "[type=submit]");
  await userEvent.fill(one(widget, "[name=name]"), "Grace Example");
  await userEvent.fill(one(widget, "[name=email]"), "grace@example.com");
  await click(widget, "[type=submit]");
};

it("tells every step of a booking, in order, beyond its shadow root", async () => {
  const widget = await mount({ client: createFakeClient() });
  await click(widget, "[data-day='2026-11-18']");
  await book(widget);
  expect(heardNames()).toEqual([
    "booking-ready",
    "booking-date-selected",
    "booking-slot-selected",
    "booking-slot-reserved",
    "booking-submit",
    "booking-success",
  ]);
  const [ready, date, chosen, reserved, submit, success] = heard.map(({ detail }) => detail);
  expect(ready).toEqual({ version: 1, eventType });
  expect(date).toEqual({ version: 1, date: "2026-11-18" });
  expect(chosen).toEqual({ version: 1, start: "2026-11-18T09:00:00+01:00", end: "2026-11-18T09:30:00+01:00" });
  expect(reserved).toEqual({ version: 1, start: "2026-11-18T09:00:00+01:00", until: reservation.reservedUntil });
  expect(submit).toMatchObject({ action: "book", body: { eventType: "intro", start: "2026-11-18T09:00:00+01:00" } });
  expect(success).toMatchObject({ booking: { uid: "bk_1" } });
});

it("keeps the manage secret to itself", async () => {
  await book(await mount({ client: createFakeClient() }));
  expect(JSON.stringify(heard.map(({ detail }) => detail))).not.toContain("manage-secret");
});

it("sends what was answered, and nothing that was left empty", async () => {
  const client = createFakeClient();
  await book(await mount({ client, metadata: { campaign: "autumn" }, prefill: { company: "Example Ltd", phone: "" } }));
  expect(client.createBooking).toHaveBeenCalledExactlyOnceWith(
    {
      eventType: "intro",
      start: "2026-11-16T09:00:00+01:00",
      durationMinutes: 30,
      attendee: {
        name: "Grace Example",
        email: "grace@example.com",
        timeZone: "Europe/Berlin",
        company: "Example Ltd",
      },
      metadata: { campaign: "autumn" },
      reservationUid: "rs_1",
    },
    { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
  );
});

it("tells a move and a cancellation", async () => {
  const client = createFakeClient();
  const widget = await mount({ client, rescheduleUid: "bk_1", token: "s" });
  await click(widget, "[data-day='2026-11-18']");
  await click(widget, "input[name=time]");
  await click(widget, "[type=submit]");
  await click(widget, "[type=submit]");
  expect(heard.at(-1)).toMatchObject({
    type: "booking-rescheduled",
    detail: { previousStart: booking.start, booking: { start: "2026-11-18T09:00:00+01:00" } },
  });
  await userEvent.click(all(widget, "button").find(({ innerText }) => innerText === "Cancel booking") as HTMLElement);
  await settled(widget);
  await click(widget, "[type=submit]");
  expect(heard.at(-1)).toMatchObject({ type: "booking-cancelled", detail: { booking: { status: "cancelled" } } });
  expect(client.cancel).toHaveBeenCalledWith("bk_1", "fresh", { version: 2 });
});

it("tells another time zone, and asks in it", async () => {
  const client = createFakeClient();
  const widget = await mount({ client });
  await click(widget, "[part=timezone] button");
  await vi.waitFor(() => expect(one(widget, "[role=combobox]").ariaExpanded).toBe("true"));
  await userEvent.fill(one(widget, "[role=combobox]"), "new york");
  await settled(widget);
  await userEvent.keyboard("{Enter}");
  await settled(widget);
  expect(heard.at(-1)).toMatchObject({ type: "booking-timezone-changed", detail: { timeZone: "America/New_York" } });
  expect(client.getSlots.mock.lastCall?.[0]).toMatchObject({ timeZone: "America/New_York" });
});

it("tells failures by their code, and a month without times", async () => {
  const getSlots = vi.fn().mockRejectedValueOnce(problem("rate_limited"));
  const widget = await mount({ client: createFakeClient({ getSlots }), month: "2026-11" });
  expect(heard.map(({ detail }) => detail)).toEqual([{ version: 1, code: "rate_limited" }]);
  getSlots.mockImplementation(async (query) => answerTo(query, () => false));
  await widget.refresh();
  await settled(widget);
  expect(heard.at(-1)).toMatchObject({ type: "booking-no-slots", detail: { month: "2026-11", nextAvailable: null } });
});

describe("a listener may prevent", () => {
  it("the choice of a time", async () => {
    const widget = await mount({ client: createFakeClient() });
    widget.addEventListener("booking-slot-selected", (event) => event.preventDefault());
    await click(widget, "input[name=time]");
    expect(all(widget, "[name=time]:checked")).toEqual([]);
    one(widget, "[type=submit]").click();
    await settled(widget);
    expect(all(widget, "[name=email]")).toEqual([]);
  });

  it("the sending", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    widget.addEventListener("booking-submit", (event) => event.preventDefault());
    await book(widget);
    expect(client.createBooking).not.toHaveBeenCalled();
    expect(heardNames()).not.toContain("booking-success");
  });
});

it("says nothing of what the page sets itself", async () => {
  const widget = await mount({ client: createFakeClient() });
  heard = [];
  widget.date = "2026-11-18";
  await settled(widget);
  widget.month = "2026-12";
  await settled(widget);
  widget.timeZone = "Asia/Tokyo";
  await settled(widget);
  widget.theme = "dark";
  widget.lang = "en-US";
  await settled(widget);
  expect(heardNames()).toEqual([]);
});

it("tells once that it is ready", async () => {
  const widget = await mount({ client: createFakeClient() });
  await click(widget, "[part=nav-button]:last-of-type");
  widget.remove();
  document.body.append(widget);
  await settled(widget);
  expect(heardNames().filter((name) => name === "booking-ready")).toHaveLength(1);
});
