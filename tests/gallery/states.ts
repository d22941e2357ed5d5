import type { BookingWidget } from "@slotkit/widget";
import {
  answerTo,
  bookingAt,
  type eventType,
  inDays,
  questions,
  refusal,
  type Script,
  scriptedClient,
  slotAt,
} from "./scripted-client.ts";

/** One thing that a visitor may see. */
export interface State {
  name: string;
  properties: Partial<BookingWidget>;
  /** What the visitor has done to get there. */
  reach?: (widget: BookingWidget) => Promise<void>;
}

const never = () => new Promise<never>(() => {});
const refuse = (code: string, more?: object) => async () => {
  throw refusal(code, more);
};

/** All elements that match, through all shadow roots. */
function all(root: Element | ShadowRoot, selector: string): HTMLElement[] {
  const scope = root instanceof Element ? (root.shadowRoot ?? root) : root;
  const inner = [...scope.querySelectorAll("*")].filter((element) => element.shadowRoot);
  return [...scope.querySelectorAll<HTMLElement>(selector), ...inner.flatMap((element) => all(element, selector))];
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (let frames = 0; frames < 600; frames++) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error("What was waited for did not come.");
}

const press = async (widget: BookingWidget, selector: string) => (await until(() => all(widget, selector)[0])).click();
const write = async (widget: BookingWidget, name: string, text: string) => {
  const field = (await until(() => all(widget, `[name=${name}]`)[0])) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
};
const toTime = (widget: BookingWidget) => press(widget, "[name=time]");
const toForm = async (widget: BookingWidget) => {
  await toTime(widget);
  await until(() => all(widget, ":checked[name=time]")[0]);
  await press(widget, "[type=submit]");
  await until(() => all(widget, "[name=email]")[0]);
};
const toSent = async (widget: BookingWidget) => {
  await toForm(widget);
  await write(widget, "name", "Grace Example");
  await write(widget, "email", "grace@example.org");
  await press(widget, "[type=submit]");
};
const toRefused = async (widget: BookingWidget) => {
  await toForm(widget);
  await write(widget, "email", "grace");
  await press(widget, "[type=submit]");
};

const state = (
  name: string,
  script: Script = {},
  reach?: State["reach"],
  properties: State["properties"] = {},
): State => ({
  name,
  properties: { eventType: "intro", timeZone: "Europe/Berlin", client: scriptedClient(script), ...properties },
  ...(reach && { reach }),
});
const ofType = (change: Partial<typeof eventType>): Script => ({ getSlots: async (query) => answerTo(query, change) });
const link = (action: "rescheduleUid" | "cancelUid") => ({ [action]: "bk_1", token: "secret" });

/** Everything that the element can show, in the order of a visit. */
export const states: readonly State[] = [
  state("loading", { getSlots: never }),
  state("days and times"),
  state("a time is chosen", {}, toTime),
  state("several durations", ofType({ durationsMinutes: [15, 30, 60] })),
  state("seats", {
    getSlots: async (query) => {
      const answer = answerTo(query);
      const slots = Object.entries(answer.slots).map(([day, list]) => [
        day,
        list.map((slot, index) => ({ ...slot, seatsRemaining: index + 1 })),
      ]);
      return { ...answer, slots: Object.fromEntries(slots) };
    },
  }),
  state("form", {}, toForm),
  state("questions of every kind", ofType({ questions }), toForm),
  state("answers are missing", ofType({ questions }), toRefused),
  state("sending", { createBooking: never }, toSent),
  state("booked", {}, toSent),
  state("waits for its host", { createBooking: async ({ start }) => bookingAt(start, { status: "pending" }) }, toSent),
  state(
    "taken meanwhile",
    { createBooking: refuse("slot_unavailable", { alternatives: [1, 2, 3].map((day) => slotAt(inDays(day))) }) },
    toSent,
  ),
  state("too many tries", { createBooking: refuse("rate_limited", { retryAfterSeconds: 90 }) }, toSent),
  state("empty month", { getSlots: async (query) => ({ ...answerTo(query), slots: {}, nextAvailable: inDays(40) }) }),
  state("nothing free at all", { getSlots: async (query) => ({ ...answerTo(query), slots: {}, nextAvailable: null }) }),
  state("calendar cannot be read", { getSlots: refuse("calendar_unavailable") }),
  state("offline", { getSlots: async () => Promise.reject(Object.assign(refusal("network"), { kind: "network" })) }),
  state("not set up", {}, undefined, { eventType: "" }),
  state("unknown event type", { getSlots: refuse("not_found") }),
  state("reschedule", {}, undefined, link("rescheduleUid")),
  state("cancel", {}, undefined, link("cancelUid")),
  state(
    "cancelled",
    { getBooking: async () => bookingAt(inDays(8), { status: "cancelled" }) },
    undefined,
    link("cancelUid"),
  ),
  state("calendar alone", {}, undefined, { hideDetails: true }),
];
