import type { SlotsAnswer } from "@slotkit/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import {
  answerTo,
  apiError,
  booking,
  createFakeClient,
  eventType,
  now,
  problem,
  slot,
} from "./test-support/fake-client.ts";
import { all, mount, one, settled, textOf } from "./test-support/mount.ts";

let toldDeveloper = vi.fn<typeof console.error>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  toldDeveloper = vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
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
const times = (widget: BookingWidget) => all(widget, "label.chip").map(({ innerText }) => innerText.trim());
const toForm = async (widget: BookingWidget) => {
  await click(widget, "input[name=time]");
  await click(widget, "[type=submit]");
  await userEvent.fill(one(widget, "[name=name]"), "Grace Example");
  await userEvent.fill(one(widget, "[name=email]"), "grace@example.com");
  await userEvent.fill(one(widget, "[name=notes]"), "Two questions.");
};

describe("the first answer", () => {
  it("is one request, and shows the first free day with its times", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    expect(client.getSlots).toHaveBeenCalledOnce();
    expect(client.getSlots.mock.calls[0]?.[0]).toEqual({
      eventType: "intro",
      start: "2026-11-16",
      end: "2027-01-01",
      timeZone: "Europe/Berlin",
      include: "eventType,businessHours",
    });
    expect(textOf(widget)).toContain("Introductory call");
    expect(times(widget)).toEqual(["09:00", "09:30", "10:00", "14:30"]);
  });

  it("does not move what is already there", async () => {
    let answer: (answer: SlotsAnswer) => void = () => {};
    const getSlots = () => new Promise<SlotsAnswer>((resolve) => (answer = resolve));
    const widget = await mount({ client: createFakeClient({ getSlots }) });
    const before = one(widget, "table").getBoundingClientRect().toJSON();
    answer(answerTo({ eventType: "intro", start: "2026-11-16", end: "2027-01-01", include: "eventType" }));
    await settled(widget);
    expect(times(widget)).toHaveLength(4);
    expect(one(widget, "table").getBoundingClientRect().toJSON()).toEqual(before);
  });

  it("opens on the next month when this one has nothing left", async () => {
    const client = createFakeClient({ getSlots: async (query) => answerTo(query, (day) => day >= "2026-12-03") });
    const widget = await mount({ client });
    expect(one(widget, "#month").innerText).toBe("December 2026");
    expect(one(widget, "#day").innerText).toBe("Thursday 3 December");
    await click(widget, all(widget, "[part=nav-button]")[0] as HTMLElement);
    expect(one(widget, "#month").innerText).toBe("November 2026");
  });
});

describe("months", () => {
  it("shows the next month at once, and has the one after it fetched", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await click(widget, all(widget, "[part=nav-button]")[1] as HTMLElement);
    expect(one(widget, "#month").innerText).toBe("December 2026");
    expect(times(widget)).toHaveLength(4);
    expect(client.getSlots.mock.calls.map(([query]) => query.start)).toEqual(["2026-11-16", "2027-01-01"]);
  });

  it("drops and aborts the answer to a month that was left", async () => {
    const asked: { start: string; signal: AbortSignal; answer: (answer: SlotsAnswer) => void }[] = [];
    const client = createFakeClient({
      getSlots: (query, { signal } = {}) =>
        new Promise((answer) => asked.push({ start: query.start, signal: signal as AbortSignal, answer })),
    });
    const widget = await mount({ client });
    widget.month = "2027-01";
    await settled(widget);
    expect(asked.map(({ start }) => start)).toEqual(["2026-11-16", "2027-01-01"]);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer(answerTo({ eventType: "intro", start: "2026-11-16", end: "2027-02-01", include: "eventType" }));
    await settled(widget);
    expect(times(widget)).toEqual([]);
    asked[1]?.answer(answerTo({ eventType: "intro", start: "2027-01-01", end: "2027-02-01", include: "eventType" }));
    await settled(widget);
    expect(one(widget, "#day").innerText).toBe("Friday 1 January");
  });

  it("leads from an empty month to the next free day", async () => {
    const client = createFakeClient({
      getSlots: async (query) => ({
        ...answerTo(query, (day) => day > "2027-01-10"),
        nextAvailable: slot("2027-01-11", "09:00").start,
      }),
    });
    const widget = await mount({ client, month: "2026-11" });
    expect(textOf(widget)).toContain("No free times in November 2026.");
    await click(widget, button(widget, "Next available: Mon 11 Jan"));
    expect(one(widget, "#day").innerText).toBe("Monday 11 January");
    expect(times(widget)).toHaveLength(4);
  });

  it("says when there is nothing at all", async () => {
    const widget = await mount({
      client: createFakeClient({ getSlots: async (query) => answerTo(query, () => false) }),
    });
    expect(textOf(widget)).toContain("There are no free times at the moment.");
  });
});

describe("failures of the calendar", () => {
  it.each([
    [problem("busy"), "Something went wrong on our side."],
    [problem("rate_limited", { retryAfterSeconds: 90 }), "Please try again in 2 minutes."],
    [problem("calendar_unavailable"), "The calendar cannot be read right now"],
    [apiError({ kind: "network" }), "The server cannot be reached."],
    [apiError({ kind: "protocol" }), "Something went wrong on our side."],
  ])("%s: in words, with another try", async (error, words) => {
    const getSlots = vi
      .fn()
      .mockRejectedValueOnce(error)
      .mockImplementation(async (query) => answerTo(query));
    const widget = await mount({ client: createFakeClient({ getSlots }) });
    expect(one(widget, "[role=alert]").innerText).toContain(words);
    await click(widget, button(widget, "Try again"));
    expect(times(widget)).toHaveLength(4);
  });

  it("does not call unknown free, nor empty", async () => {
    const sources: SlotsAnswer["sources"] = [{ source: "calendar", state: "unknown", asOf: null }];
    const getSlots = async (query: Parameters<typeof answerTo>[0]) => ({ ...answerTo(query, () => false), sources });
    const widget = await mount({ client: createFakeClient({ getSlots }) });
    expect(one(widget, "[role=alert]").innerText).toContain("The calendar cannot be read right now");
  });

  it("tries again by itself when the visitor is back online", async () => {
    const error = apiError({ kind: "network" });
    const getSlots = vi
      .fn()
      .mockRejectedValueOnce(error)
      .mockImplementation(async (query) => answerTo(query));
    const widget = await mount({ client: createFakeClient({ getSlots }) });
    globalThis.dispatchEvent(new Event("online"));
    await settled(widget);
    expect(times(widget)).toHaveLength(4);
  });

  it("tells an unknown event type in words here and in terms on the console", async () => {
    const getSlots = async () => Promise.reject(problem("not_found"));
    const widget = await mount({ client: createFakeClient({ getSlots }) });
    expect(textOf(widget)).toContain("This meeting cannot be booked here.");
    expect(toldDeveloper).toHaveBeenCalledExactlyOnceWith('<booking-widget>: "not_found" from /api for intro', []);
  });

  it("tells what is missing in the markup", async () => {
    const widget = await mount({ client: createFakeClient(), eventType: "" });
    expect(textOf(widget)).toContain("This booking page is not set up correctly.");
    expect(toldDeveloper).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("a missing event-type"), []);
  });
});

describe("a time that was taken meanwhile", () => {
  const alternatives = [slot("2026-11-16", "14:30"), slot("2026-11-17", "09:00")];

  it("stays in place, keeps the entries, offers the nearest, and books that", async () => {
    const createBooking = vi.fn().mockRejectedValueOnce(problem("slot_unavailable", { alternatives }));
    const client = createFakeClient({ createBooking: createBooking.mockResolvedValue(booking) });
    const widget = await mount({ client });
    await toForm(widget);
    await click(widget, "[type=submit]");
    expect(one(widget, "[role=alert] + *, .notice").innerText).toContain(
      "That time has just been taken. Your answers are kept.",
    );
    expect(one(widget, "[type=submit]").ariaDisabled).toBe("true");
    expect(client.getSlots).toHaveBeenCalledTimes(2);
    await click(widget, button(widget, "Mon 16 Nov, 14:30"));
    expect(one(widget, "[name=notes]")).toMatchObject({ value: "Two questions." });
    await click(widget, "[type=submit]");
    expect(createBooking.mock.lastCall?.[0]).toMatchObject({ start: alternatives[0]?.start, notes: "Two questions." });
    expect(textOf(widget)).toContain("You are booked");
  });

  it("leads back to all times, with the taken one no longer chosen", async () => {
    const createBooking = async () => Promise.reject(problem("slot_unavailable"));
    const widget = await mount({ client: createFakeClient({ createBooking }) });
    await toForm(widget);
    await click(widget, "[type=submit]");
    await click(widget, button(widget, "See all times"));
    expect(all(widget, "[name=time]:checked")).toEqual([]);
    await click(widget, "input[name=time]");
    await click(widget, "[type=submit]");
    expect(one(widget, "[name=name]")).toMatchObject({ value: "Grace Example" });
  });
});

describe("a booking that did not get through", () => {
  it("is sent again under its key, so that it cannot be booked twice", async () => {
    const createBooking = vi
      .fn()
      .mockRejectedValueOnce(apiError({ kind: "network" }))
      .mockResolvedValue(booking);
    const widget = await mount({ client: createFakeClient({ createBooking }) });
    await toForm(widget);
    await click(widget, "[type=submit]");
    expect(textOf(widget)).toContain("The server cannot be reached.");
    await click(widget, "[type=submit]");
    expect(textOf(widget)).toContain("You are booked");
    const [first, second] = createBooking.mock.calls.map(([, options]) => options.idempotencyKey);
    expect(second).toBe(first);
  });

  it("is another request after other answers", async () => {
    const createBooking = vi
      .fn()
      .mockRejectedValueOnce(apiError({ kind: "network" }))
      .mockResolvedValue(booking);
    const widget = await mount({ client: createFakeClient({ createBooking }) });
    await toForm(widget);
    await click(widget, "[type=submit]");
    await userEvent.fill(one(widget, "[name=name]"), "Grace B. Example");
    await click(widget, "[type=submit]");
    const [first, second] = createBooking.mock.calls.map(([, options]) => options.idempotencyKey);
    expect(second).not.toBe(first);
  });

  it("is sent once, however often the button is pressed", async () => {
    const createBooking = vi.fn(() => new Promise<never>(() => {}));
    const widget = await mount({ client: createFakeClient({ createBooking }) });
    await toForm(widget);
    await click(widget, "[type=submit]");
    one(widget, "[type=submit]").click();
    await settled(widget);
    expect(createBooking).toHaveBeenCalledOnce();
    expect(one(widget, "[type=submit]").ariaDisabled).toBe("true");
  });

  it("shows what the server refused beside its field", async () => {
    const errors = [{ field: "attendee.email", message: "must be an e-mail address" }];
    const createBooking = async () => Promise.reject(problem("validation_failed", { errors }));
    const widget = await mount({ client: createFakeClient({ createBooking }) });
    await toForm(widget);
    await click(widget, "[type=submit]");
    expect(one(widget, "#email-error").innerText).toBe("Enter an email, such as ada@example.com.");
    expect(one(widget, "[name=email]").getAttribute("aria-describedby")).toBe("email-error");
  });
});

describe("a booking that exists", () => {
  it("can be saved as a calendar file, without a link that holds its secret", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    await toForm(widget);
    await click(widget, "[type=submit]");
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
    await click(widget, button(widget, "File (.ics)"));
    expect(saved).toHaveBeenCalledOnce();
    expect(client.getCalendarFile).toHaveBeenCalledWith("bk_1", "manage-secret");
    const [google] = all(widget, "a.button") as HTMLAnchorElement[];
    expect(google?.href).toContain("dates=20261116T080000Z%2F20261116T083000Z");
    expect(document.body.innerHTML + (widget.shadowRoot?.innerHTML ?? "")).not.toContain("manage-secret");
  });

  it("is moved by its link, with its own time in sight", async () => {
    const client = createFakeClient();
    const widget = await mount({ client, eventType: "", rescheduleUid: "bk_1", token: "link-secret" });
    expect(client.getBooking).toHaveBeenCalledWith("bk_1", "link-secret", expect.anything());
    expect(client.getSlots.mock.calls[0]?.[0]).toMatchObject({
      eventType: "intro",
      duration: "30",
      rescheduleUid: "bk_1",
    });
    expect(client.getSlots.mock.calls[0]?.[1]).toMatchObject({ secret: "link-secret" });
    expect(textOf(widget)).toContain("Current time Wednesday, 25 November 2026");
  });

  it.each([
    ["cancelled", { status: "cancelled" }, "Your booking is cancelled"],
    ["past", { start: "2026-11-13T10:00:00+01:00" }, "This booking has taken place."],
    ["declined", { status: "rejected" }, "This booking was declined."],
  ] as const)("says that it is %s and offers no change", async (_name, change, words) => {
    const widget = await mount({
      client: createFakeClient({ getBooking: async () => ({ ...booking, ...change }) }),
      cancelUid: "bk_1",
      token: "s",
    });
    expect(textOf(widget)).toContain(words);
    expect(all(widget, "button")).toEqual([]);
  });

  it("says that a link is no longer valid", async () => {
    const getBooking = async () => Promise.reject(problem("unauthorized"));
    const widget = await mount({ client: createFakeClient({ getBooking }), cancelUid: "bk_1", token: "old" });
    expect(textOf(widget)).toContain("This link is no longer valid.");
  });

  it("shows what has become of it when somebody else was faster", async () => {
    const getBooking = vi
      .fn()
      .mockResolvedValueOnce(booking)
      .mockResolvedValue({ ...booking, status: "cancelled" });
    const cancel = async () => Promise.reject(problem("invalid_transition"));
    const widget = await mount({ client: createFakeClient({ getBooking, cancel }), cancelUid: "bk_1", token: "s" });
    await click(widget, "[type=submit]");
    expect(textOf(widget)).toContain("Your booking is cancelled");
  });
});

describe("time", () => {
  const answering = (slots: SlotsAnswer["slots"]) => async (query: Parameters<typeof answerTo>[0]) => ({
    ...answerTo(query, () => false),
    slots,
    nextAvailable: Object.values(slots)[0]?.[0]?.start ?? null,
  });

  it("takes the days from the API: in Auckland the same slot is tomorrow's", async () => {
    const slots = { "2026-11-19": [{ start: "2026-11-19T05:00:00+13:00", end: "2026-11-19T05:30:00+13:00" }] };
    const client = createFakeClient({ getSlots: answering(slots) });
    const widget = await mount({ client, timeZone: "Pacific/Auckland" });
    expect(one(widget, "#day").innerText).toBe("Thursday 19 November");
    expect(times(widget)).toEqual(["05:00"]);
    await click(widget, "input[name=time]");
    expect(times(widget)).toEqual(["05:00–05:30"]);
  });

  it("tells the two 02:30 of a repeated hour apart", async () => {
    vi.setSystemTime("2026-10-20T08:00:00Z");
    const slots = {
      "2026-10-25": [
        { start: "2026-10-25T02:00:00+02:00", end: "2026-10-25T02:30:00+02:00" },
        { start: "2026-10-25T02:30:00+02:00", end: "2026-10-25T02:00:00+01:00" },
        { start: "2026-10-25T02:30:00+01:00", end: "2026-10-25T03:00:00+01:00" },
      ],
    };
    const widget = await mount({ client: createFakeClient({ getSlots: answering(slots) }) });
    expect(times(widget)).toEqual(["02:00 GMT+2", "02:30 GMT+2", "02:30 GMT+1"]);
  });

  it("shows the clock that was asked for", async () => {
    const widget = await mount({ client: createFakeClient(), lang: "en-US" });
    expect(times(widget)[3]).toMatch(/^2:30\sPM$/);
    widget.hourCycle = "h23";
    await settled(widget);
    expect(times(widget)[3]).toBe("14:30");
  });

  it("starts the week where it was told to, or where the locale does", async () => {
    const widget = await mount({ client: createFakeClient(), lang: "en-US" });
    expect(one(widget, "th").innerText).toBe("Sun");
    widget.weekStart = "monday";
    await settled(widget);
    expect(one(widget, "th").innerText).toBe("Mon");
  });

  it("lets nobody change a locked zone", async () => {
    const widget = await mount({ client: createFakeClient(), lockTimeZone: true });
    expect(all(widget, "[part=timezone] button")).toEqual([]);
    expect(textOf(widget)).toContain("Berlin (GMT+1)");
  });
});

describe("room", () => {
  const widths = [300, 360, 640, 1000];
  const hours = Array.from({ length: 14 }, (_, hour) => String(hour + 8).padStart(2, "0"));
  const longDays = createFakeClient({
    getSlots: async (query) => {
      const answer = answerTo(query);
      const days = Object.keys(answer.slots).map((day) => [day, hours.map((hour) => slot(day, `${hour}:00`))] as const);
      return { ...answer, slots: Object.fromEntries(days) };
    },
  });

  it.each(widths.flatMap((width) => [[width, "ltr"] as const, [width, "rtl"] as const]))(
    "%i px, %s: nothing sticks out",
    async (width, direction) => {
      document.body.style.width = `${width}px`;
      const widget = await mount({ client: longDays, dir: direction });
      const sticksOut = (element: Element) => element.scrollWidth > element.clientWidth;
      const isBounded = (element: Element) => getComputedStyle(element).overflowX !== "visible";
      const outside = () => [widget, ...all(widget, "div:not(.visually-hidden)").filter(isBounded)].filter(sticksOut);
      expect(outside()).toEqual([]);
      await toForm(widget);
      expect(outside()).toEqual([]);
      document.body.removeAttribute("style");
    },
  );
});

describe("the host application", () => {
  it("speaks to the API at api-base", async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
      const query = { eventType: "intro", start: "2026-11-16", end: "2027-01-01", include: "eventType" as const };
      return new Response(JSON.stringify(answerTo(query)));
    });
    vi.stubGlobal("fetch", fetch);
    const widget = await mount({ apiBase: "https://booking.example.com/api" });
    expect(fetch.mock.calls[0]?.[0]).toBe(
      "https://booking.example.com/api/slots?eventType=intro&start=2026-11-16&end=2027-01-01&timeZone=Europe%2FBerlin&include=eventType%2CbusinessHours",
    );
    expect(times(widget)).toHaveLength(4);
  });

  it("survives an API that is none", async () => {
    vi.stubGlobal("fetch", async () => new Response("<!doctype html>"));
    const widget = await mount({});
    expect(one(widget, "[role=alert]").innerText).toContain("Something went wrong on our side.");
  });

  it("fills in what it knows", async () => {
    const widget = await mount({
      client: createFakeClient(),
      prefill: { name: "Grace Example", email: "grace@example.com" },
    });
    await click(widget, "input[name=time]");
    await click(widget, "[type=submit]");
    expect(one(widget, "[name=email]")).toMatchObject({ value: "grace@example.com" });
  });

  it("offers the durations of the event type, and asks for the chosen one", async () => {
    const client = createFakeClient({
      getSlots: async (query) => ({ ...answerTo(query), eventType: { ...eventType, durationsMinutes: [30, 60] } }),
    });
    const widget = await mount({ client });
    await click(widget, all(widget, "input[name=duration]")[1] as HTMLElement);
    expect(client.getSlots.mock.lastCall?.[0]).toMatchObject({ duration: "60" });
  });

  it("hides the details, yet not the chosen time", async () => {
    const host = document.createElement("div");
    host.innerHTML = '<booking-widget hide-details="false"></booking-widget>';
    expect(host.querySelector("booking-widget")?.hideDetails).toBe(false);
    const widget = await mount({ client: createFakeClient(), hideDetails: true });
    expect(textOf(widget)).not.toContain("Introductory call");
    await click(widget, "input[name=time]");
    await click(widget, "[type=submit]");
    expect(one(widget, "[part=summary]").innerText).toBe("Monday, 16 November 2026, 09:00–09:30");
  });

  it("speaks the language of its page, down to the plural", async () => {
    const widget = await mount({ client: createFakeClient(), lang: "de" });
    await vi.waitFor(() => expect(one(widget, "[type=submit]").innerText).toBe("Uhrzeit wählen"));
    expect(one(widget, "[part=card]").lang).toBe("de");
    expect(one(widget, "#day").innerText).toBe("Montag, 16. November");
    expect(one(widget, "[data-day='2026-11-18']").ariaLabel).toBe("Mittwoch, 18. November, 4 Termine");
    widget.lang = "en-GB";
    await settled(widget);
    expect(one(widget, "[type=submit]").innerText).toBe("Choose a time");
  });

  it.each(["ar", "he"])("writes %s from right to left on a page that does not", async (lang) => {
    const widget = await mount({ client: createFakeClient(), lang });
    await vi.waitFor(() => expect(one(widget, "[part=card]").dir).toBe("rtl"));
    await vi.waitFor(() => expect(times(widget)).toHaveLength(4));
    const [first, second] = all(widget, "[part=nav-button]");
    expect(first?.getBoundingClientRect().left).toBeGreaterThan(second?.getBoundingClientRect().left ?? 0);
    widget.dir = "ltr";
    await settled(widget);
    expect(one(widget, "[part=card]").dir).toBe("ltr");
  });

  it("says that it speaks English where it has no words of the page's language", async () => {
    const widget = await mount({ client: createFakeClient(), lang: "fi" });
    await vi.waitFor(() => expect(times(widget)).toHaveLength(4));
    expect(one(widget, "[part=card]").lang).toBe("en");
    expect(one(widget, "#day").innerText).toBe("Monday, November 16");
    widget.messages = { continue: "Jatka" };
    await settled(widget);
    expect(one(widget, "[part=card]").lang).toBe("fi");
    expect(one(widget, "#day").innerText).toBe("maanantai 16. marraskuuta");
  });

  it("replaces words one by one", async () => {
    const widget = await mount({ client: createFakeClient(), messages: { chooseTime: "Pick a time" } });
    expect(one(widget, "[type=submit]").innerText).toBe("Pick a time");
  });

  it("moves and removes the element without asking twice", async () => {
    const client = createFakeClient();
    const widget = await mount({ client });
    document.body.append(widget);
    await settled(widget);
    expect(client.getSlots).toHaveBeenCalledOnce();
    expect(times(widget)).toHaveLength(4);
  });

  it("takes up again what was under way when it was taken off the page", async () => {
    const asked: AbortSignal[] = [];
    const client = createFakeClient({
      getSlots: (_query, { signal } = {}) => {
        asked.push(signal as AbortSignal);
        return new Promise(() => {});
      },
    });
    const widget = await mount({ client });
    widget.remove();
    expect(asked[0]?.aborted).toBe(true);
    document.body.append(widget);
    await settled(widget);
    expect(asked).toHaveLength(2);
  });
});

describe("what the page says in place of ours", () => {
  const nothingFree = createFakeClient({ getSlots: async (query) => answerTo(query, () => false) });

  it("stands where ours would, and ours where it says nothing", async () => {
    const widget = await mount({ client: nothingFree });
    expect(one(widget, ".notice").innerText).toContain("There are no free times at the moment.");
    widget.innerHTML = '<p slot="empty">Call us.</p>';
    await settled(widget);
    expect(one(widget, ".notice").innerText).not.toContain("There are no free times at the moment.");
    expect(widget.querySelector("p")?.checkVisibility()).toBe(true);
  });

  it("is on the button that books", async () => {
    const widget = await mount({ client: createFakeClient() });
    await toForm(widget);
    expect(one(widget, "[type=submit]").innerText).toBe("Confirm booking");
    widget.innerHTML = '<span slot="submit-label">Book it</span>';
    await settled(widget);
    expect(widget.querySelector("span")?.checkVisibility()).toBe(true);
    await click(widget, "[type=submit]");
    expect(one(one(widget, "booking-confirmation"), "p").innerText).toBe(
      "The details are on their way to grace@example.com.",
    );
  });
});
