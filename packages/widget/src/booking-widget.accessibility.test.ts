import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cdp, userEvent } from "vitest/browser";
import type { BookingWidget } from "./booking-widget.ts";
import { answerTo, apiError, booking, createFakeClient, now, problem } from "./test-support/fake-client.ts";
import { expectAccessible, mount, one, settled } from "./test-support/mount.ts";

type Client = ReturnType<typeof createFakeClient>;

interface State {
  client?: Client;
  properties?: Partial<BookingWidget>;
  reach?: (widget: BookingWidget) => Promise<void>;
}

const click = async (widget: BookingWidget, selector: string) => {
  await userEvent.click(one(widget, selector));
  await settled(widget);
};
const toTime = (widget: BookingWidget) => click(widget, "input[name=time]");
const toForm = async (widget: BookingWidget) => {
  await toTime(widget);
  await click(widget, "[type=submit]");
};
const toSent = async (widget: BookingWidget) => {
  await toForm(widget);
  await userEvent.fill(one(widget, "[name=name]"), "Grace Example");
  await userEvent.fill(one(widget, "[name=email]"), "grace@example.com");
  await click(widget, "[type=submit]");
};
const never = () => new Promise<never>(() => {});
const fail = (error: Error) => async () => {
  throw error;
};

const alternatives = [{ start: "2026-11-16T14:30:00+01:00", end: "2026-11-16T15:00:00+01:00" }];
const states: Record<string, State> = {
  loading: { client: createFakeClient({ getSlots: never }) },
  "days and times": {},
  "a chosen time": { reach: toTime },
  form: { reach: toForm },
  "refused answers": {
    reach: async (widget) => {
      await toForm(widget);
      await click(widget, "[type=submit]");
    },
  },
  sending: { client: createFakeClient({ createBooking: never }), reach: toSent },
  booked: { reach: toSent },
  taken: {
    client: createFakeClient({ createBooking: fail(problem("slot_unavailable", { alternatives })) }),
    reach: toSent,
  },
  "server error": { client: createFakeClient({ createBooking: fail(problem("internal")) }), reach: toSent },
  "empty month": {
    client: createFakeClient({
      getSlots: async (query) => ({ ...answerTo(query, () => false), nextAvailable: "2026-12-08T09:00:00+01:00" }),
    }),
    properties: { month: "2026-11" },
  },
  "failed month": { client: createFakeClient({ getSlots: fail(problem("busy")) }) },
  offline: { client: createFakeClient({ getSlots: fail(apiError({ kind: "network" })) }) },
  "unknown event type": { client: createFakeClient({ getSlots: fail(problem("not_found")) }) },
  reschedule: { properties: { rescheduleUid: "bk_1", token: "s" } },
  cancel: { properties: { cancelUid: "bk_1", token: "s" } },
  cancelled: {
    client: createFakeClient({ getBooking: async () => ({ ...booking, status: "cancelled" }) }),
    properties: { cancelUid: "bk_1", token: "s" },
  },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** How a page looks and reads: its colours, and the way its language is written. */
const looks = (["light", "dark", "forced"] as const).flatMap((colors) => [
  { colors, lang: "en-GB" },
  { colors, lang: "he" },
]);

async function forceColors(value: "active" | "none"): Promise<void> {
  await cdp().send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value }] });
}

describe.each(looks)("axe finds nothing, $colors colours, $lang", ({ colors, lang }) => {
  beforeEach(() => forceColors(colors === "forced" ? "active" : "none"));
  afterEach(() => forceColors("none"));

  it.each(Object.entries(states))("%s", async (_name, { client = createFakeClient(), properties = {}, reach }) => {
    expect(matchMedia("(forced-colors: active)").matches).toBe(colors === "forced");
    const widget = await mount({ client, theme: colors === "dark" ? "dark" : "light", lang, ...properties });
    await vi.waitFor(() => expect(one(widget, "[part=card]").lang).toBe(lang));
    await settled(widget);
    await reach?.(widget);
    await expectAccessible(widget);
  });
});
