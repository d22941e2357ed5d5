import type { CreateBookingBody, Question } from "@slotkit/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import {
  answerTo,
  booking,
  createFakeClient,
  eventType,
  now,
  problem,
  reservation,
} from "./test-support/fake-client.ts";
import { all, expectAccessible, focused, mount, one, settled, textOf } from "./test-support/mount.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const click = async (widget: BookingWidget, target: string | HTMLElement) => {
  await userEvent.click(typeof target === "string" ? one(widget, target) : target);
  await settled(widget);
};
const button = (widget: BookingWidget, text: string) => {
  const found = all(widget, "button").find(({ innerText }) => innerText.trim() === text);
  if (!found) throw new Error(`There is no button "${text}".`);
  return found;
};
const toForm = async (widget: BookingWidget) => {
  await click(widget, "input[name=time]");
  await click(widget, "[type=submit]");
};
const fillIn = async (widget: BookingWidget) => {
  await userEvent.fill(one(widget, "[name=name]"), "Grace Example");
  await userEvent.fill(one(widget, "[name=email]"), "grace@example.com");
};
const book = async (widget: BookingWidget) => {
  await toForm(widget);
  await fillIn(widget);
  await click(widget, "[type=submit]");
};
const pass = async (widget: BookingWidget, ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await settled(widget);
};

/** A client of an event type that differs from the usual one. */
const clientOf = (change: Partial<typeof eventType>, more: Parameters<typeof createFakeClient>[0] = {}) =>
  createFakeClient({
    getSlots: async (query) => ({ ...answerTo(query), eventType: { ...eventType, ...change } }),
    ...more,
  });

describe("while the form is filled in, the time is held", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now }));

  it("from the first moment, with the remaining time in sight", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await toForm(widget);
    expect(client.reserve).toHaveBeenCalledExactlyOnceWith({
      eventType: "intro",
      start: "2026-11-16T09:00:00+01:00",
      durationMinutes: 30,
    });
    expect(one(widget, "[role=timer]").innerText).toBe("Held for you: 05:00");
    await pass(widget, 60_000);
    expect(one(widget, "[role=timer]").innerText).toBe("Held for you: 04:00");
  });

  it("and longer, when the visitor asks for it", async () => {
    const later = { ...reservation, reservedUntil: "2026-11-16T08:09:00+01:00", extensionsLeft: 0 };
    const client = createFakeClient({ extendReservation: async () => later });
    const widget = await mount({ client });
    await toForm(widget);
    await pass(widget, 245_000);
    expect(textOf(widget)).toContain("This time will soon no longer be held for you.");
    await click(widget, button(widget, "Keep holding it"));
    expect(client.extendReservation).toHaveBeenCalledExactlyOnceWith("rs_1", "hold-secret");
    expect(one(widget, "[role=timer]").innerText).toBe("Held for you: 04:55");
    await pass(widget, 250_000);
    expect(all(widget, "button").map(({ innerText }) => innerText)).not.toContain("Keep holding it");
  });

  it("until it is over: the answers stay, and the time may still be free", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await toForm(widget);
    await fillIn(widget);
    await pass(widget, 301_000);
    expect(textOf(widget)).toContain("This time is no longer held for you.");
    await click(widget, "[type=submit]");
    const [body] = client.createBooking.mock.lastCall ?? [];
    expect(body).not.toHaveProperty("reservationUid");
    expect(textOf(widget)).toContain("You are booked");
  });

  it("and given back by whoever leaves", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await toForm(widget);
    await click(widget, "[part=back]");
    expect(client.releaseReservation).toHaveBeenCalledExactlyOnceWith("rs_1", "hold-secret");
    await toForm(widget);
    globalThis.dispatchEvent(new Event("pagehide"));
    expect(client.releaseReservation).toHaveBeenCalledTimes(2);
  });

  it("unless it is gone already: then the nearest times are offered at once", async () => {
    const alternatives = [{ start: "2026-11-16T14:30:00+01:00", end: "2026-11-16T15:00:00+01:00" }];
    const reserve = vi.fn().mockRejectedValueOnce(problem("slot_unavailable", { alternatives }));
    const widget = await mount({ client: createFakeClient({ reserve: reserve.mockResolvedValue(reservation) }) });
    await toForm(widget);
    expect(textOf(widget)).toContain("That time has just been taken.");
    await click(widget, button(widget, "Mon 16 Nov, 14:30"));
    expect(one(widget, "[role=timer]").innerText).toBe("Held for you: 05:00");
  });

  it.each(["not_found", "rate_limited", "internal"])(
    "or cannot be held (%s): then it is booked without",
    async (code) => {
      const reserve = async () => Promise.reject(problem(code));
      const client = createFakeClient({ reserve });
      const widget = await mount({ client });
      await book(widget);
      expect(textOf(widget)).toContain("You are booked");
      expect(client.createBooking.mock.lastCall?.[0]).not.toHaveProperty("reservationUid");
    },
  );

  it("or the page does without", async () => {
    const client = createFakeClient();
    await toForm(await mount({ client, noReservation: true }));
    expect(client.reserve).not.toHaveBeenCalled();
  });
});

const asked = (fields: Partial<Question> & Pick<Question, "name" | "type">): Question => ({
  label: fields.name,
  help: null,
  placeholder: null,
  required: false,
  hidden: false,
  options: [],
  min: null,
  max: null,
  ...fields,
});
const colours = ["red", "green", "blue"].map((value) => ({ value, label: value.toUpperCase() }));

describe("the event type's own questions", () => {
  const questions = [
    asked({ name: "line", type: "text", required: true, help: "A line.", max: 20 }),
    asked({ name: "story", type: "longText" }),
    asked({ name: "mail", type: "email" }),
    asked({ name: "call", type: "phone" }),
    asked({ name: "site", type: "url" }),
    asked({ name: "many", type: "number", min: 1, max: 9 }),
    asked({ name: "day", type: "date", min: "2026-12-01" }),
    asked({ name: "agree", type: "boolean", required: true }),
    asked({ name: "shade", type: "select", options: colours }),
    asked({ name: "hue", type: "radio", options: colours, required: true }),
    asked({ name: "tints", type: "multiSelect", options: colours }),
    asked({ name: "source", type: "text", hidden: true }),
  ];

  it("are asked in their kinds, and answered as the API takes it", async () => {
    const client = clientOf({ questions });
    const widget = await mount({ client, hiddenFields: { source: "brochure" } });
    await toForm(widget);
    expect(all(widget, "[name=source]")).toEqual([]);
    await expectAccessible(widget);
    await fillIn(widget);
    const answers = {
      line: "Hello",
      story: "Once",
      mail: "a@example.org",
      call: "+49 30 1234",
      site: "https://example.org",
    };
    for (const [name, value] of Object.entries({ ...answers, many: "3", day: "2026-12-24" })) {
      await userEvent.fill(one(widget, `[name=${name}]`), value);
    }
    await click(widget, "[name=agree]");
    await userEvent.selectOptions(one(widget, "[name=shade]"), "green");
    await click(widget, "[name=hue][value=blue]");
    await click(widget, "[name=tints][value=red]");
    await click(widget, "[name=tints][value=blue]");
    await click(widget, "[type=submit]");
    expect(client.createBooking.mock.lastCall?.[0]).toMatchObject({
      answers: {
        ...answers,
        many: 3,
        day: "2026-12-24",
        agree: true,
        shade: "green",
        hue: "blue",
        tints: ["red", "blue"],
        source: "brochure",
      },
    } satisfies Partial<CreateBookingBody>);
  });

  it("are checked before anything is sent, each beside its field", async () => {
    const client = clientOf({ questions });
    const widget = await mount({ client });
    await toForm(widget);
    await fillIn(widget);
    await userEvent.fill(one(widget, "[name=many]"), "12");
    await userEvent.fill(one(widget, "[name=site]"), "no address");
    await click(widget, "[type=submit]");
    expect(client.createBooking).not.toHaveBeenCalled();
    expect(focused().innerText).toContain("Please check:");
    const listed = all(widget, ".errors a").map(({ innerText }) => innerText);
    expect(listed).toEqual([
      "line: please fill in.",
      "site: please check.",
      "many: please check.",
      "agree: please fill in.",
      "hue: please fill in.",
    ]);
    await expectAccessible(widget);
    await click(widget, all(widget, ".errors a")[4] as HTMLElement);
    expect(focused()).toMatchObject({ name: "hue", value: "red" });
  });

  it("may be called anything", async () => {
    const names = ["constructor", "name with spaces", "__proto__"];
    const client = clientOf({ questions: names.map((name) => asked({ name, type: "text" })) });
    const widget = await mount({ client });
    await toForm(widget);
    await fillIn(widget);
    for (const field of all(widget, "input").filter((input) => names.includes((input as HTMLInputElement).name))) {
      await userEvent.fill(field, "x");
    }
    await click(widget, "[type=submit]");
    expect(Object.keys(client.createBooking.mock.lastCall?.[0].answers ?? {}).sort()).toEqual([...names].sort());
  });
});

describe("guests", () => {
  it("are given by their addresses, several to a field", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await toForm(widget);
    await fillIn(widget);
    await userEvent.fill(one(widget, "[name=guests]"), "ada@example.org, mary@example.org");
    await click(widget, "[type=submit]");
    expect(client.createBooking.mock.lastCall?.[0].guests).toEqual(["ada@example.org", "mary@example.org"]);
  });

  it("are not asked for where none may come", async () => {
    const widget = await mount({ client: clientOf({ guests: { allowed: false, max: 0 } }) });
    await toForm(widget);
    expect(all(widget, "[name=guests]")).toEqual([]);
  });
});

it("says how many seats are left", async () => {
  const getSlots = async (query: Parameters<typeof answerTo>[0]) => {
    const answer = answerTo(query);
    const slots = Object.fromEntries(
      Object.entries(answer.slots).map(([day, list]) => [day, list.map((slot) => ({ ...slot, seatsRemaining: 3 }))]),
    );
    return { ...answer, slots };
  };
  const widget = await mount({ client: createFakeClient({ getSlots }) });
  expect(all(widget, "[part=slot]")[0]?.innerText).toMatch(/^09:00\s+3 left$/);
});

it("shows the opening hours of the day", async () => {
  const getSlots = async (query: Parameters<typeof answerTo>[0]) => ({
    ...answerTo(query),
    businessHours: [
      { date: "2026-11-16", open: [{ start: "2026-11-16T09:00:00+01:00", end: "2026-11-16T17:00:00+01:00" }] },
      { date: "2026-11-22", open: [] },
    ],
  });
  const widget = await mount({ client: createFakeClient({ getSlots }) });
  expect(one(widget, "[part=hours]").innerText).toBe("Open 09:00–17:00");
  widget.date = "2026-11-22";
  await settled(widget);
  expect(one(widget, "[part=hours]").innerText).toBe("Closed");
});

it("lets the visitor choose the clock, from the times to the confirmation", async () => {
  const widget = await mount({ client: createFakeClient() });
  expect(all(widget, "[name=clock]").map((radio) => radio.closest("label")?.innerText.trim())).toEqual(["3 pm", "15"]);
  await click(widget, "[name=clock]");
  expect(all(widget, "[part=slot]")[3]?.innerText).toMatch(/^2:30\spm$/);
  await book(widget);
  expect(textOf(widget)).toMatch(/9:00\s?–\s?9:30\sam/);
});

it("sends the page's campaign along, where the page wants that", async () => {
  const address = location.href;
  history.replaceState(null, "", "?utm_source=letter&utm_campaign=autumn&other=1");
  const client = createFakeClient();
  await book(await mount({ client, withUtm: true, metadata: { plan: "pro" } }));
  expect(client.createBooking.mock.lastCall?.[0].metadata).toEqual({
    utm_source: "letter",
    utm_campaign: "autumn",
    plan: "pro",
  });
  history.replaceState(null, "", address);
});

it("offers the visitor's own calendars, and another booking", async () => {
  const client = createFakeClient();
  const widget = await mount({ client });
  await book(widget);
  expect(all(widget, "a.button").map(({ innerText }) => innerText)).toEqual(["Google", "Outlook", "Microsoft 365"]);
  await click(widget, button(widget, "Book another time"));
  await toForm(widget);
  expect(one(widget, "[name=email]")).toMatchObject({ value: "grace@example.com" });
});

it("says that a booking waits for its host", async () => {
  const createBooking = async () => ({ ...booking, status: "pending" as const });
  const widget = await mount({ client: createFakeClient({ createBooking }) });
  await book(widget);
  expect(textOf(widget)).toContain("Your request is in");
  expect(textOf(widget)).toContain("The time is held for you until it is confirmed.");
});

describe("bots", () => {
  const getSlots = async (query: Parameters<typeof answerTo>[0]) => ({
    ...answerTo(query),
    ...(query.include?.includes("eventType") && {
      form: { token: "signed", minimumSeconds: 0, expiresInSeconds: 3_600 },
    }),
  });

  it("are told from people by a token, and by a field that nobody sees or reaches", async () => {
    const client = createFakeClient({ getSlots });
    const widget = await mount({ client });
    await toForm(widget);
    const trap = one(widget, "[name=website]") as HTMLInputElement;
    expect([trap.tabIndex, trap.closest("[aria-hidden]")?.getBoundingClientRect().width]).toEqual([-1, 1]);
    await fillIn(widget);
    await click(widget, "[type=submit]");
    expect(client.createBooking.mock.lastCall?.[0].form).toEqual({ token: "signed" });
  });

  it("give themselves away by filling it in", async () => {
    const client = createFakeClient({ getSlots });
    const widget = await mount({ client });
    await toForm(widget);
    await fillIn(widget);
    const trap = one(widget, "[name=website]") as HTMLInputElement;
    trap.value = "https://spam.example";
    trap.dispatchEvent(new Event("input", { bubbles: true }));
    await click(widget, "[type=submit]");
    expect(client.createBooking.mock.lastCall?.[0].form).toEqual({ token: "signed", website: "https://spam.example" });
  });

  it("are not what a visitor is taken for twice: the next try comes with a new token", async () => {
    const createBooking = vi.fn().mockRejectedValueOnce(problem("forbidden")).mockResolvedValue(booking);
    const client = createFakeClient({ getSlots, createBooking });
    const widget = await mount({ client });
    await book(widget);
    expect(textOf(widget)).toContain("Something went wrong on our side. Please try again.");
    const askedBefore = client.getSlots.mock.calls.length;
    await click(widget, "[type=submit]");
    expect(client.getSlots.mock.calls.length).toBe(askedBefore + 1);
    expect(textOf(widget)).toContain("You are booked");
  });
});
