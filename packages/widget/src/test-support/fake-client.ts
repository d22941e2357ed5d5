import type {
  ApiClient,
  BookingView,
  EventTypeView,
  ReservationView,
  SlotsAnswer,
  SlotsQuery,
  SlotView,
} from "@slotkit/client";
import { vi } from "vitest";
import { addDays, type DayKey, weekdayOf } from "../time/calendar-date.ts";

/** Monday morning in Berlin; every test's now. */
export const now = Date.parse("2026-11-16T08:00:00+01:00");

export const eventType: EventTypeView = {
  slug: "intro",
  title: "Introductory call",
  description: "Half an hour to get to know each other.",
  location: "Video call",
  durationsMinutes: [30],
  timeZone: "Europe/Berlin",
  bookingWindowDays: 60,
  requiresConfirmation: false,
  questions: [],
  guests: { allowed: true, max: 20 },
  seats: null,
  recurring: null,
  hosts: [{ id: "ada", name: "Ada Example" }],
};

export const booking: BookingView = {
  uid: "bk_1",
  status: "confirmed",
  version: 1,
  eventType: "intro",
  title: "Introductory call",
  location: "Video call",
  start: "2026-11-25T10:00:00+01:00",
  end: "2026-11-25T10:30:00+01:00",
  timeZone: "Europe/Berlin",
  hosts: [{ id: "ada", name: "Ada Example" }],
  attendee: {
    name: "Grace Example",
    email: "grace@example.com",
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
};

/** Held for five minutes from every test's now. */
export const reservation: ReservationView = {
  reservationUid: "rs_1",
  secret: "hold-secret",
  reservedUntil: "2026-11-16T08:05:00+01:00",
  extensionsLeft: 2,
};

/** A slot of half an hour, from its local start. */
export function slot(day: DayKey, time: string, offset = "+01:00"): SlotView {
  const start = `${day}T${time}:00${offset}`;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const end = `${String(hours + (minutes === 30 ? 1 : 0)).padStart(2, "0")}:${minutes === 30 ? "00" : "30"}`;
  return { start, end: `${day}T${end}:00${offset}` };
}

/** Working days in the asked range with four times each. */
export function answerTo(query: SlotsQuery, isFree: (day: DayKey) => boolean = () => true): SlotsAnswer {
  const slots: Record<DayKey, SlotView[]> = {};
  for (let day = query.start.slice(0, 10); day < query.end; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5 || !isFree(day)) continue;
    slots[day] = ["09:00", "09:30", "10:00", "14:30"].map((time) => slot(day, time));
  }
  const [first] = Object.values(slots);
  return {
    timeZone: query.timeZone ?? "Europe/Berlin",
    asOf: "2026-11-16T08:00:00+01:00",
    sources: [{ source: "bookings", state: "fresh", asOf: "2026-11-16T08:00:00+01:00" }],
    slots,
    nextAvailable: first?.[0]?.start ?? null,
    ...(query.include?.includes("eventType") && { eventType }),
  };
}

function halfHourFrom(start: string) {
  return { start, end: new Date(Date.parse(start) + 30 * 60_000).toISOString() };
}

/** A client whose answers a test may replace one by one; what it was asked can be read from the mocks. */
export function createFakeClient(overrides: Partial<ApiClient> = {}) {
  return {
    getEventType: vi.fn<ApiClient["getEventType"]>(async () => eventType),
    getSlots: vi.fn<ApiClient["getSlots"]>(overrides.getSlots ?? (async (query) => answerTo(query))),
    getAvailableSlots: vi.fn<ApiClient["getAvailableSlots"]>(),
    reserve: vi.fn<ApiClient["reserve"]>(overrides.reserve ?? (async () => reservation)),
    extendReservation: vi.fn<ApiClient["extendReservation"]>(overrides.extendReservation ?? (async () => reservation)),
    releaseReservation: vi.fn<ApiClient["releaseReservation"]>(async () => {}),
    createBooking: vi.fn<ApiClient["createBooking"]>(
      overrides.createBooking ??
        (async ({ start }) => ({ ...booking, ...halfHourFrom(start), manage: { secret: "manage-secret", url: null } })),
    ),
    getBooking: vi.fn<ApiClient["getBooking"]>(overrides.getBooking ?? (async () => booking)),
    reschedule: vi.fn<ApiClient["reschedule"]>(
      overrides.reschedule ??
        (async (_uid, _secret, { start }) => ({
          ...booking,
          ...halfHourFrom(start),
          version: 2,
          manage: { secret: "fresh", url: null },
        })),
    ),
    cancel: vi.fn<ApiClient["cancel"]>(overrides.cancel ?? (async () => ({ ...booking, status: "cancelled" }))),
    changeGuests: vi.fn<ApiClient["changeGuests"]>(async () => booking),
    getSeries: vi.fn<ApiClient["getSeries"]>(async () => ({ bookings: [booking] })),
    cancelSeries: vi.fn<ApiClient["cancelSeries"]>(async () => ({ bookings: [booking] })),
    getCalendarFile: vi.fn<ApiClient["getCalendarFile"]>(overrides.getCalendarFile ?? (async () => "BEGIN:VCALENDAR")),
    health: vi.fn<ApiClient["health"]>(),
  };
}

/** An error as the client throws it. */
export function apiError(fields: object): Error {
  return Object.assign(new Error("refused"), { [Symbol.for("slotkit.ApiError")]: true, ...fields });
}

/** A problem of the API. */
export function problem(code: string, more: object = {}): Error {
  return apiError({ kind: "problem", code, errors: [], alternatives: [], retryAfterSeconds: null, ...more });
}
