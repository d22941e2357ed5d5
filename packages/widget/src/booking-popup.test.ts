import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import { answerTo, createFakeClient, now } from "./test-support/fake-client.ts";
import { all, expectAccessible, focused, mount, one, settled, textOf } from "./test-support/mount.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const dialog = (widget: BookingWidget) => one(widget, "dialog") as HTMLDialogElement;

async function opened(widget: BookingWidget): Promise<void> {
  await vi.waitFor(() => expect(dialog(widget).open).toBe(true));
  await settled(widget);
}

it("asks nothing and shows nothing before it is opened", async () => {
  const client = createFakeClient();
  const widget = await mount({ client, mode: "popup" });
  expect(client.getSlots).not.toHaveBeenCalled();
  expect(widget.getBoundingClientRect().height).toBe(0);
  await widget.open();
  await opened(widget);
  expect(client.getSlots).toHaveBeenCalledOnce();
  expect(all(widget, "[part=slot]")).toHaveLength(4);
  await expectAccessible(widget);
});

it("gives the focus back to where it was, by Escape, by its button and by a press beside it", async () => {
  const opener = document.createElement("button");
  opener.textContent = "Book";
  document.body.append(opener);
  const widget = await mount({ client: createFakeClient(), mode: "popup" });
  let closed = 0;
  widget.addEventListener("booking-close", () => {
    closed += 1;
  });
  opener.addEventListener("click", () => void widget.open());
  const ways = [
    () => userEvent.keyboard("{Escape}"),
    () => userEvent.click(one(widget, "[part=close-button]")),
    async () => dialog(widget).click(),
    async () => widget.close(),
  ];
  for (const [index, close] of ways.entries()) {
    await userEvent.click(opener);
    await opened(widget);
    expect(focused().getRootNode()).not.toBe(document);
    await close();
    await vi.waitFor(() => expect(dialog(widget).open).toBe(false));
    expect(focused()).toBe(opener);
    await vi.waitFor(() => expect(closed).toBe(index + 1));
  }
});

it("floats in a corner with a button of its own", async () => {
  const client = createFakeClient();
  const widget = await mount({ client, mode: "floating", buttonPosition: "bottom-start" });
  await vi.waitFor(() => expect(one(widget, "[part=open-button]").innerText.trim()).toBe("Book a time"));
  const { left, bottom } = one(widget, "[part=open-button]").getBoundingClientRect();
  expect([left, innerHeight - bottom]).toEqual([24, 24]);
  widget.innerHTML = '<span slot="button-label">Meet us</span>';
  await settled(widget);
  await userEvent.click(one(widget, "[part=open-button]"));
  await opened(widget);
  expect(all(widget, "[part=slot]")).toHaveLength(4);
});

it("opens from any element that names an event type, with its times fetched when somebody points at it", async () => {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
    const query = { eventType: "intro", start: "2026-11-16", end: "2027-01-01", include: "eventType" as const };
    return new Response(JSON.stringify(answerTo(query)));
  });
  vi.stubGlobal("fetch", fetch);
  document.body.innerHTML =
    '<a href="#book" data-booking-event-type="intro" data-booking-api-base="/booking" data-booking-lang="en-GB"><b>Book</b></a>';
  await userEvent.hover(document.body.querySelector("b") as HTMLElement);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledOnce());
  expect(fetch.mock.calls[0]?.[0]).toMatch(/^\/booking\/slots\?eventType=intro&/);
  await userEvent.click(document.body.querySelector("b") as HTMLElement);
  const widget = document.querySelector("booking-widget") as BookingWidget;
  await opened(widget);
  expect(location.hash).not.toBe("#book");
  expect(textOf(widget)).toContain("Introductory call");
  widget.close();
  await userEvent.click(document.body.querySelector("b") as HTMLElement);
  await opened(widget);
  expect(document.querySelectorAll("booking-widget")).toHaveLength(1);
  expect(fetch).toHaveBeenCalledOnce();
});
