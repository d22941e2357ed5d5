import { html, render } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import "./define.ts";
import "./define/booking-time-zone.ts";
import type { BookingCalendar } from "./booking-calendar.ts";
import type { BookingPart } from "./booking-part.ts";
import type { BookingSlots } from "./booking-slots.ts";
import { BookingStore } from "./store/booking-store.ts";
import { TimesStore } from "./store/times-store.ts";
import { answerTo, createFakeClient, now } from "./test-support/fake-client.ts";
import { all, one } from "./test-support/mount.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
async function settle(): Promise<void> {
  for (let round = 0; round < 6; round++) await frame();
}
const show = async (template: ReturnType<typeof html>) => {
  render(template, document.body.appendChild(document.createElement("div")));
  await settle();
};
const part = <Part extends BookingPart>(selector: string) => document.querySelector(selector) as Part;

describe("parts on a page of somebody else's", () => {
  it("share what is chosen, whichever of them comes first", async () => {
    const client = createFakeClient();
    await show(html`
      <booking-slots for="calendar"></booking-slots>
      <booking-calendar id="calendar" event-type="intro" time-zone="Europe/Berlin" lang="en-GB" .client=${client}></booking-calendar>
      <booking-time-zone for="calendar"></booking-time-zone>
    `);
    expect(client.getSlots).toHaveBeenCalledOnce();
    expect(all(part("booking-slots"), "[part=slot]")).toHaveLength(4);
    await userEvent.click(one(part("booking-calendar"), "[data-day='2026-11-18']"));
    await settle();
    expect(one(part("booking-slots"), "#day").innerText).toBe("Wednesday 18 November");
    expect((one(part("booking-time-zone"), "input") as HTMLInputElement).value).toBe("Berlin (GMT+1)");
  });

  it("tell the page what was chosen, and end there where there is no form", async () => {
    const chosen: unknown[] = [];
    await show(html`
      <booking-calendar id="calendar" event-type="intro" time-zone="Europe/Berlin" .client=${createFakeClient()}
        @booking-slot-selected=${({ detail }: CustomEvent) => chosen.push(detail)}></booking-calendar>
      <booking-slots for="calendar"></booking-slots>
    `);
    expect(all(part("booking-slots"), "[type=submit]")).toEqual([]);
    await userEvent.click(one(part("booking-slots"), "[name=time]"));
    expect(chosen).toEqual([{ version: 1, start: "2026-11-16T09:00:00+01:00", end: "2026-11-16T09:30:00+01:00" }]);
  });

  it("book together over one store", async () => {
    const store = new BookingStore();
    const client = createFakeClient();
    store.configure({ eventType: "intro", timeZone: "Europe/Berlin", lang: "en-GB", client });
    await show(html`
      <booking-details .store=${store}></booking-details>
      <booking-slots .store=${store}></booking-slots>
      <booking-form .store=${store}></booking-form>
      <booking-confirmation .store=${store}></booking-confirmation>
    `);
    await userEvent.click(one(part("booking-slots"), "[name=time]"));
    await userEvent.click(one(part("booking-slots"), "[type=submit]"));
    await settle();
    await userEvent.fill(one(part("booking-form"), "[name=name]"), "Grace Example");
    await userEvent.fill(one(part("booking-form"), "[name=email]"), "grace@example.com");
    await userEvent.click(one(part("booking-form"), "[type=submit]"));
    await settle();
    expect(one(part("booking-confirmation"), "#heading").innerText).toBe("You are booked");
    expect(one(part("booking-details"), "h2").innerText).toBe("Introductory call");
  });

  it("show the times of a page that was rendered with them, and ask nobody", async () => {
    const client = createFakeClient();
    const query = { eventType: "intro", start: "2026-11-16", end: "2027-01-01", timeZone: "Europe/Berlin" };
    const answer = answerTo({ ...query, include: "eventType" });
    await show(
      html`<booking-slots event-type="intro" time-zone="Europe/Berlin" .client=${client} .answer=${answer}></booking-slots>`,
    );
    expect(all(part<BookingSlots>("booking-slots"), "[part=slot]")).toHaveLength(4);
    expect(client.getSlots).not.toHaveBeenCalled();
  });

  it("say what is wrong where a part follows nobody", async () => {
    await show(html`<booking-calendar></booking-calendar>`);
    expect(one(part<BookingCalendar>("booking-calendar"), "table").ariaBusy).not.toBe("true");
  });
});

describe("the store without any element", () => {
  it("works while somebody listens, and rests when nobody does", async () => {
    const client = createFakeClient();
    const store = new TimesStore();
    store.configure({ eventType: "intro", timeZone: "Europe/Berlin", lang: "en-GB", client });
    expect(client.getSlots).not.toHaveBeenCalled();
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    await vi.waitFor(() => expect(store.month.kind).toBe("ready"));
    expect(store.day).toBe("2026-11-16");
    expect(heard).toHaveBeenCalled();
    stop();
    heard.mockClear();
    store.selectDay("2026-11-17");
    expect(heard).not.toHaveBeenCalled();
  });
});

it("finds a time zone by its city, with keys alone", async () => {
  const client = createFakeClient();
  await show(
    html`<booking-time-zone event-type="intro" time-zone="Europe/Berlin" lang="en-GB" .client=${client}></booking-time-zone>`,
  );
  const zone = part("booking-time-zone");
  zone.focus();
  await settle();
  const box = () => one(zone, "[role=combobox]") as HTMLInputElement;
  expect(box().ariaExpanded).toBe("true");
  expect(one(zone, "[role=option]").innerText).toContain("Berlin");
  await userEvent.keyboard("tok");
  await settle();
  expect(one(zone, "[role=option]").innerText).toMatch(/Tokyo\s+GMT\+9\s+16:00/);
  await userEvent.keyboard("{Enter}");
  await settle();
  expect(client.getSlots.mock.lastCall?.[0]).toMatchObject({ timeZone: "Asia/Tokyo" });
  expect(box().value).toBe("Tokyo (GMT+9)");
  await userEvent.keyboard("{ArrowDown}");
  await settle();
  await userEvent.keyboard("atlantis");
  await settle();
  expect(one(zone, ".none").innerText).toBe("No time zone of that name.");
  await userEvent.keyboard("{Escape}");
  await settle();
  expect(box().value).toBe("Tokyo (GMT+9)");
});
