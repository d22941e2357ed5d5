import {
  addDays,
  BookingError,
  formatInstant,
  formatInstantUtc,
  instantsOfLocalDate,
  invalidField,
  isLocalDate,
  parseInstant,
  type SlotList,
} from "@slotkit/core";
import {
  type AvailableSlotsAnswer,
  type AvailableSlotsQuery,
  availableSlotsAnswerSchema,
  availableSlotsQuerySchema,
  type BusinessHoursView,
  type SlotsAnswer,
  type SlotsQuery,
  type SlotView,
  slotsAnswerSchema,
  slotsQuerySchema,
} from "@slotkit/core/http";
import { requireManageSecret, requireReservationSecret } from "../authorize.ts";
import { type Answer, json, jsonText, type Route, type RouteCall, route } from "../route.ts";
import { type SlotViewOptions, slotViewOptions, viewEventType, viewSlot, viewSources } from "../views.ts";

const maxDays = 30;

export const slotRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/slots",
    access: "anyone",
    summary: "List bookable times by local day",
    query: slotsQuerySchema,
    answer: { status: 200, schema: slotsAnswerSchema },
    handle: answerSlots,
  }),
  route({
    method: "GET",
    path: "/bookings/available-slots",
    access: "anyone",
    summary: "List bookable times and business hours of up to 30 days",
    query: availableSlotsQuerySchema,
    answer: { status: 200, schema: availableSlotsAnswerSchema },
    handle: answerAvailableSlots,
  }),
];

async function answerSlots(call: RouteCall<SlotsQuery, undefined>): Promise<Answer> {
  const { slotkit, clientId, query, request, headers } = call;
  if (query.rescheduleUid !== undefined) await requireManageSecret(call, query.rescheduleUid);
  // Whoever moves a booking shows its secret; there is room for one, and the uid of a hold is as hard to guess.
  else if (query.reservationUid !== undefined) await requireReservationSecret(call, query.reservationUid);
  const eventType = await slotkit.getEventType(query.eventType, { clientId });
  const timeZone = query.timeZone ?? eventType.timeZone;
  const start = instantOf(query.start, timeZone, "start");
  const end = instantOf(query.end, timeZone, "end");
  const list = await slotkit.listSlots({
    clientId,
    eventType: eventType.slug,
    start,
    end,
    durationMinutes: minutesOf(query.duration),
    rescheduleUid: query.rescheduleUid,
    reservationUid: query.reservationUid,
    signal: request.signal,
  });
  const included = query.include?.split(",") ?? [];
  const open = included.includes("businessHours")
    ? await slotkit.listOpenHours({ clientId, eventType: eventType.slug, start, end })
    : null;
  const form = included.includes("eventType") ? await slotkit.issueForm(eventType.slug, { clientId }) : null;
  const rest: Omit<SlotsAnswer, "slots"> = {
    timeZone,
    asOf: formatInstantUtc(list.asOf),
    sources: viewSources(list),
    nextAvailable: list.nextAvailable === null ? null : formatInstant(list.nextAvailable, timeZone),
    ...(included.includes("eventType") && { eventType: viewEventType(eventType) }),
    ...(form && { form }),
    ...(open && { businessHours: datesOf(start, end, timeZone).map((date) => businessHoursOf(date, timeZone, open)) }),
  };
  const slots = slotsBytes(list.slots, slotViewOptions(eventType, timeZone));
  return jsonText(joined(slots, encoder.encode(`,${JSON.stringify(rest).slice(1)}`)), headers);
}

async function answerAvailableSlots(call: RouteCall<AvailableSlotsQuery, undefined>): Promise<Answer> {
  const { slotkit, clientId, query, request, headers } = call;
  const slug = query.eventType ?? (await onlyEventType(call));
  const { timeZone: ownZone } = await slotkit.getEventType(slug, { clientId });
  const timeZone = query.timeZone ?? ownZone;
  const dates = daysBetween(query.startDate, query.endDate);
  const spans = dates.flatMap((date) => instantsOfLocalDate(timeZone, date));
  const start = firstInstantOf(query.startDate, timeZone);
  // A list needs a range even where the zone skipped every date asked for; what lies in none of them is left out again.
  const end = Math.max(start + 1, ...spans.map((span) => span.end));
  const durationMinutes = minutesOf(query.duration);
  const list = await slotkit.listSlots({
    clientId,
    eventType: slug,
    start,
    end,
    durationMinutes,
    signal: request.signal,
  });
  const open = await slotkit.listOpenHours({ clientId, eventType: slug, start, end });
  const answer: AvailableSlotsAnswer = {
    timeZone,
    asOf: formatInstantUtc(list.asOf),
    sources: viewSources(list),
    slots: list.slots
      .filter((slot) => spans.some((span) => span.start <= slot.start && slot.start < span.end))
      .map((slot) => viewSlot(slot, slotViewOptions(list.eventType, timeZone))),
    businessHours: dates.map((date) => businessHoursOf(date, timeZone, open)),
  };
  return json(answer, headers);
}

/** The event type meant when none is named: the only one there is. */
async function onlyEventType({ slotkit, clientId }: RouteCall<AvailableSlotsQuery, undefined>): Promise<string> {
  const eventTypes = await slotkit.listEventTypes({ clientId });
  const [only, ...others] = eventTypes;
  if (only && others.length === 0) return only.slug;
  throw invalidField("eventType", "is required where there is more than one event type");
}

/** The written days of lists of slots, by zone. Core gives the same list again while nothing in it has changed. */
const written = new WeakMap<SlotList["slots"], Map<string, Uint8Array>>();
/** Zones to keep per list: visitors of one event type seldom come from more. */
const mostZones = 24;
const encoder = new TextEncoder();

/**
 * The beginning of an answer up to its `slots`, as it is sent. Most of an answer is times, and writing them takes longer than
 * finding them.
 */
function slotsBytes(slots: SlotList["slots"], options: SlotViewOptions): Uint8Array {
  const views = written.get(slots) ?? new Map<string, Uint8Array>();
  const key = `${options.timeZone} ${options.showRemaining}`;
  const bytes = views.get(key) ?? encoder.encode(`{"slots":${JSON.stringify(byLocalDay(slots, options))}`);
  if (views.size < mostZones) views.set(key, bytes);
  written.set(slots, views);
  return bytes;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

function byLocalDay(slots: SlotList["slots"], options: SlotViewOptions): Record<string, SlotView[]> {
  const days: Record<string, SlotView[]> = {};
  for (const slot of slots) {
    const view = viewSlot(slot, options);
    const day = view.start.slice(0, 10);
    const known = days[day];
    if (known) known.push(view);
    else days[day] = [view];
  }
  return days;
}

/** The open spans of one local date, cut at its borders: none where the zone skipped it, two parts where it came twice. */
function businessHoursOf(
  date: string,
  timeZone: string,
  open: readonly { start: number; end: number }[],
): BusinessHoursView {
  const ofDay = instantsOfLocalDate(timeZone, date).flatMap((day) =>
    open
      .filter((span) => span.start < day.end && day.start < span.end)
      .map((span) => ({
        start: formatInstant(Math.max(span.start, day.start), timeZone),
        end: formatInstant(Math.min(span.end, day.end), timeZone),
      })),
  );
  return { date, open: ofDay };
}

/** The local dates that `[start, end)` touches. */
function datesOf(start: number, end: number, timeZone: string): string[] {
  const dateOf = (instant: number) => formatInstant(instant, timeZone).slice(0, 10);
  const dates = [dateOf(start)];
  for (let date = dateOf(start), last = dateOf(end - 1); date < last; ) {
    date = addDays(date, 1);
    dates.push(date);
  }
  return dates;
}

/** The local dates from `startDate` to `endDate`, both included. */
function daysBetween(startDate: string, endDate: string): string[] {
  for (const [field, date] of Object.entries({ startDate, endDate })) {
    if (!isLocalDate(date))
      throw invalidField(field, "must be a date that exists, such as 2026-11-25", JSON.stringify(date));
  }
  if (endDate < startDate) throw invalidField("endDate", "must not lie before startDate", JSON.stringify(endDate));
  const days = [startDate];
  for (let day = startDate; day < endDate && days.length <= maxDays; ) {
    day = addDays(day, 1);
    days.push(day);
  }
  if (days.length > maxDays)
    throw invalidField("endDate", `must lie at most ${maxDays - 1} days after startDate`, JSON.stringify(endDate));
  return days;
}

/** An instant as sent: RFC 3339, or a date that stands for its first instant in the zone. */
function instantOf(text: string, timeZone: string, field: string): number {
  if (isLocalDate(text)) return firstInstantOf(text, timeZone);
  try {
    return parseInstant(text);
  } catch (cause) {
    throw new BookingError("validation_failed", `${field}: must be an RFC 3339 instant with an offset, or a date`, {
      errors: [
        {
          field,
          message:
            "must be an RFC 3339 instant with an offset, such as 2026-11-25T10:00:00+01:00, or a date such as 2026-11-25",
          received: JSON.stringify(text),
        },
      ],
      cause,
    });
  }
}

/** A date that a zone skipped begins where the next one does. */
function firstInstantOf(date: string, timeZone: string): number {
  const [day] = instantsOfLocalDate(timeZone, date);
  return day ? day.start : firstInstantOf(addDays(date, 1), timeZone);
}

function minutesOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
