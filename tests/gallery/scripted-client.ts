import type {
  ApiClient,
  BookingView,
  EventTypeView,
  Question,
  SlotsAnswer,
  SlotsQuery,
  SlotView,
} from "@slotkit/client";

/** What the scripted API answers; a state of the gallery replaces some of it. */
export type Script = Partial<Pick<ApiClient, "getSlots" | "createBooking" | "getBooking" | "cancel" | "reserve">>;

export const eventType: EventTypeView = {
  slug: "intro",
  title: "Introductory call",
  description: "Half an hour to get to know each other. Bring a question, and we will bring an answer.",
  location: "Video call",
  durationsMinutes: [30],
  timeZone: "Europe/Berlin",
  bookingWindowDays: 60,
  requiresConfirmation: false,
  questions: [],
  guests: { allowed: true, max: 5 },
  seats: null,
  recurring: null,
  hosts: [{ id: "ada", name: "Ada Example" }],
};

const question = (fields: Partial<Question> & Pick<Question, "name" | "type" | "label">): Question => ({
  help: null,
  placeholder: null,
  required: false,
  hidden: false,
  options: [],
  min: null,
  max: null,
  ...fields,
});
const options = ["Small", "Medium", "Large"].map((label) => ({ value: label.toLowerCase(), label }));

/** One question of each kind that looks different. */
export const questions: readonly Question[] = [
  question({
    name: "subject",
    type: "text",
    label: "What is it about?",
    required: true,
    help: "A few words are enough.",
  }),
  question({ name: "people", type: "number", label: "How many of you?", min: 1, max: 20 }),
  question({ name: "until", type: "date", label: "Needed by" }),
  question({ name: "size", type: "select", label: "Size of your company", options }),
  question({ name: "plan", type: "radio", label: "Plan", options, required: true }),
  question({ name: "topics", type: "multiSelect", label: "Topics", options }),
  question({ name: "terms", type: "boolean", label: "I have read the terms", required: true }),
];

const dayMs = 24 * 3_600_000;
const times = ["09:00", "09:30", "10:00", "11:30", "13:00", "13:30", "14:00", "15:30", "16:00"];

/** Working days of the asked range; a part of the times is free, and which part depends on the day alone. */
export function answerTo(query: SlotsQuery, change: Partial<EventTypeView> = {}): SlotsAnswer {
  const slots: Record<string, SlotView[]> = {};
  const businessHours = [];
  for (let ms = Date.parse(query.start.slice(0, 10)); ms < Date.parse(query.end); ms += dayMs) {
    const day = new Date(ms).toISOString().slice(0, 10);
    const date = new Date(ms).getUTCDate();
    const isOpen = ![0, 6].includes(new Date(ms).getUTCDay());
    const at = (time: string) => `${day}T${time}:00+01:00`;
    businessHours.push({ date: day, open: isOpen ? [{ start: at("09:00"), end: at("17:00") }] : [] });
    if (!isOpen || date % 7 === 3) continue;
    const free = times.filter((time, index) => (index + date) % 3 > 0 && Date.parse(at(time)) > Date.now());
    if (free.length > 0) slots[day] = free.map((time) => slotAt(at(time)));
  }
  return {
    timeZone: query.timeZone ?? "Europe/Berlin",
    asOf: new Date().toISOString(),
    sources: [{ source: "bookings", state: "fresh", asOf: new Date().toISOString() }],
    slots,
    nextAvailable: Object.values(slots)[0]?.[0]?.start ?? null,
    businessHours,
    eventType: { ...eventType, ...change },
  };
}

/** Half an hour from its start. */
export function slotAt(start: string): SlotView {
  return { start, end: new Date(Date.parse(start) + 30 * 60_000).toISOString() };
}

/** The booking that links lead to: at ten, in about a week. */
export function bookingAt(start: string, change: Partial<BookingView> = {}): BookingView {
  return {
    uid: "bk_1",
    status: "confirmed",
    version: 1,
    eventType: "intro",
    title: eventType.title,
    location: eventType.location,
    ...slotAt(start),
    timeZone: "Europe/Berlin",
    hosts: eventType.hosts,
    attendee: {
      name: "Grace Example",
      email: "grace@example.org",
      timeZone: "Europe/Berlin",
      phone: null,
      company: null,
    },
    guests: [],
    answers: {},
    notes: null,
    noShow: { host: false, attendee: false },
    seriesUid: null,
    reason: null,
    sync: { calendar: "pending", crm: "off", mail: "pending" },
    ...change,
  };
}

export function inDays(count: number): string {
  return `${new Date(Date.now() + count * dayMs).toISOString().slice(0, 10)}T10:00:00+01:00`;
}

/** An error as the client throws it. */
export function refusal(code: string, more: object = {}): Error {
  const fields = { kind: "problem", code, errors: [], alternatives: [], retryAfterSeconds: null, ...more };
  return Object.assign(new Error(code), { [Symbol.for("slotkit.ApiError")]: true, ...fields });
}

/** A client that answers by a script and asks nobody. */
export function scriptedClient(script: Script = {}): ApiClient {
  const unused = async (): Promise<never> => {
    throw refusal("not_found");
  };
  return {
    getEventType: async () => eventType,
    getSlots: async (query) => answerTo(query),
    getAvailableSlots: unused,
    reserve: async () => ({
      reservationUid: "rs_1",
      secret: "secret",
      reservedUntil: new Date(Date.now() + 292_000).toISOString(),
      extensionsLeft: 2,
    }),
    extendReservation: unused,
    releaseReservation: async () => {},
    createBooking: async ({ start }) => bookingAt(start, { manage: { secret: "secret", url: null } }),
    getBooking: async () => bookingAt(inDays(8)),
    reschedule: async (_uid, _secret, { start }) => bookingAt(start),
    cancel: async () => bookingAt(inDays(8), { status: "cancelled" }),
    changeGuests: unused,
    getSeries: unused,
    cancelSeries: unused,
    getCalendarFile: async () => "BEGIN:VCALENDAR",
    health: unused,
    ...script,
  };
}
