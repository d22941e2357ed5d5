import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import { answerTo, booking, createFakeClient, now, problem } from "./test-support/fake-client.ts";
import { all, focused, mount, one, settled } from "./test-support/mount.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

let presses = 0;

/** Presses keys one after the other; the focus must never fall out of the widget. */
async function press(widget: BookingWidget, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await userEvent.keyboard(`{${key}}`);
    presses += 1;
    await settled(widget);
    expect(focused().localName, `after ${key}`).not.toBe("body");
  }
}

const day = () => focused().dataset.day;

async function toGrid(widget: BookingWidget): Promise<void> {
  one(widget, "td[tabindex='0']").focus();
  await settled(widget);
}

it("books in at most 18 presses, with the focus where the next thing is", async () => {
  const widget = await mount({ client: createFakeClient() });
  document.body.tabIndex = -1;
  document.body.focus();
  presses = 0;
  await press(widget, "Tab", "Tab", "Tab");
  expect(day()).toBe("2026-11-16");
  await press(widget, "ArrowRight", "ArrowRight");
  expect(day()).toBe("2026-11-18");
  await press(widget, "Enter");
  expect(focused()).toMatchObject({ id: "day", innerText: "Wednesday 18 November" });
  await press(widget, "Tab", "Tab", "ArrowDown", "ArrowDown");
  expect(focused()).toMatchObject({ type: "radio", checked: true, value: "2026-11-18T10:00:00+01:00" });
  await press(widget, "Enter");
  expect(focused()).toMatchObject({ localName: "h3", innerText: "Your details" });
  await press(widget, "Tab");
  await userEvent.keyboard("Grace Example");
  await press(widget, "Tab");
  await userEvent.keyboard("grace@example.com");
  await press(widget, "Enter");
  expect(focused()).toMatchObject({ localName: "h3", innerText: "You are booked" });
  expect(presses).toBeLessThanOrEqual(18);
});

it("operates the month like a date grid", async () => {
  const widget = await mount({ client: createFakeClient() });
  await toGrid(widget);
  const walk: [string, string][] = [
    ["ArrowDown", "2026-11-23"],
    ["ArrowRight", "2026-11-24"],
    ["End", "2026-11-29"],
    ["Home", "2026-11-23"],
    ["ArrowUp", "2026-11-16"],
    ["ArrowLeft", "2026-11-16"],
    ["PageDown", "2026-12-16"],
    ["PageUp", "2026-11-16"],
  ];
  for (const [key, expected] of walk) {
    await press(widget, key);
    expect(day(), key).toBe(expected);
  }
});

it("goes a year at a time, up to the end of the booking window", async () => {
  const client = createFakeClient({
    getSlots: async (query) => {
      const answer = answerTo(query);
      return { ...answer, ...(answer.eventType && { eventType: { ...answer.eventType, bookingWindowDays: 500 } }) };
    },
  });
  const widget = await mount({ client });
  await toGrid(widget);
  await userEvent.keyboard("{Shift>}{PageDown}{/Shift}");
  await settled(widget);
  expect(day()).toBe("2027-11-16");
  await userEvent.keyboard("{Shift>}{PageDown}{/Shift}");
  await settled(widget);
  expect(day()).toBe("2028-03-31");
});

it("crosses into the next month with the focus on the day", async () => {
  const widget = await mount({ client: createFakeClient(), date: "2026-11-30" });
  await toGrid(widget);
  await press(widget, "ArrowRight");
  expect(day()).toBe("2026-12-01");
  expect(one(widget, "#month").innerText).toBe("December 2026");
});

it("follows the direction of its text", async () => {
  const widget = await mount({ client: createFakeClient(), dir: "rtl" });
  await toGrid(widget);
  await press(widget, "ArrowLeft");
  expect(day()).toBe("2026-11-17");
});

it("has one tab stop in the grid and one in the times", async () => {
  const widget = await mount({ client: createFakeClient() });
  expect(all(widget, "td[tabindex='0']")).toHaveLength(1);
  await toGrid(widget);
  await press(widget, "Tab");
  expect(focused()).toMatchObject({ localName: "button", ariaLabel: "Time zone: Berlin (GMT+1)" });
  await press(widget, "Tab");
  expect(focused()).toMatchObject({ type: "radio", name: "clock" });
  await press(widget, "Tab");
  expect(focused()).toMatchObject({ type: "radio", name: "time" });
  await press(widget, "Tab");
  expect(focused()).toMatchObject({ type: "submit" });
});

it("says why a day without times does nothing", async () => {
  const widget = await mount({ client: createFakeClient() });
  await toGrid(widget);
  await press(widget, "End", "Enter");
  expect(day()).toBe("2026-11-22");
  expect(one(widget, "[role=status]").innerText).toBe("Sunday 22 November, no free times");
});

it("keeps the focus where it is when a day is chosen by pointer, and tells the count", async () => {
  const widget = await mount({ client: createFakeClient() });
  await userEvent.click(one(widget, "[data-day='2026-11-18']"));
  await settled(widget);
  expect(day()).toBe("2026-11-18");
  expect(one(widget, "[role=status]").innerText).toBe("Wednesday 18 November, 4 times");
});

it("goes to the times when they stand below the month", async () => {
  document.body.style.width = "340px";
  const widget = await mount({ client: createFakeClient() });
  await userEvent.click(one(widget, "[data-day='2026-11-18']"));
  await settled(widget);
  expect(focused().id).toBe("day");
  document.body.removeAttribute("style");
});

it("lists what is wrong, takes the focus there, and leads to the field", async () => {
  const widget = await toForm();
  await userEvent.click(one(widget, "[type=submit]"));
  await settled(widget);
  expect(focused().innerText).toContain("Please check:");
  await press(widget, "Tab", "Tab", "Enter");
  expect(focused()).toMatchObject({ name: "email" });
  expect(focused().getAttribute("aria-invalid")).toBe("true");
  await userEvent.keyboard("g");
  expect(focused().getAttribute("aria-invalid")).toBe("false");
});

it("goes back to the control that led forward", async () => {
  const widget = await toForm();
  await userEvent.keyboard("Grace");
  await userEvent.click(one(widget, "[part=back]"));
  await settled(widget);
  expect(focused()).toMatchObject({ type: "submit", innerText: "Continue" });
});

it("takes the focus to what went wrong, and from there to the next try", async () => {
  const alternatives = [{ start: "2026-11-16T14:30:00+01:00", end: "2026-11-16T15:00:00+01:00" }];
  const createBooking = vi.fn().mockRejectedValueOnce(problem("slot_unavailable", { alternatives }));
  const widget = await toForm(createFakeClient({ createBooking: createBooking.mockResolvedValue(booking) }));
  await fillIn(widget);
  await press(widget, "Enter");
  expect(focused().className).toContain("notice");
  await press(widget, "Tab", "Enter");
  expect(focused()).toMatchObject({ type: "submit", ariaDisabled: "false" });
  await press(widget, "Enter");
  expect(focused().innerText).toBe("You are booked");
});

it("stays in the widget through a move and a cancellation", async () => {
  const widget = await toForm();
  await fillIn(widget);
  await press(widget, "Enter");
  const button = (text: string) => all(widget, "button").find((one) => one.innerText.trim() === text) as HTMLElement;
  button("Reschedule").focus();
  await press(widget, "Enter");
  expect(day()).toBeDefined();
  button("Keep current time").focus();
  await press(widget, "Enter");
  expect(focused().innerText).toBe("Your booking");
  button("Cancel booking").focus();
  await press(widget, "Enter");
  expect(focused().innerText).toBe("Cancel this booking?");
  await press(widget, "Tab", "Tab", "Tab", "Enter");
  expect(focused().innerText).toBe("Your booking is cancelled");
});

it("never takes the focus from elsewhere", async () => {
  const field = document.createElement("input");
  document.body.append(field);
  field.focus();
  const widget = await mount({ client: createFakeClient() });
  expect(document.activeElement).toBe(field);
  widget.date = "2026-11-25";
  await settled(widget);
  expect(document.activeElement).toBe(field);
});

async function toForm(client = createFakeClient()): Promise<BookingWidget> {
  const widget = await mount({ client });
  await userEvent.click(one(widget, "input[name=time]"));
  await userEvent.click(one(widget, "[type=submit]"));
  await settled(widget);
  await press(widget, "Tab");
  return widget;
}

async function fillIn(widget: BookingWidget): Promise<void> {
  await userEvent.fill(one(widget, "[name=name]"), "Grace Example");
  await userEvent.fill(one(widget, "[name=email]"), "grace@example.com");
}
