import { type CalendarReading, type CallOptions, isIntegrationError, type ReadBusyRequest } from "@slotkit/core";
import type { GoogleApi } from "./google-api.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import { readEvents } from "./read-events.ts";
import { readFreeBusy } from "./read-free-busy.ts";

/** How calendars are read: as events, which tells ours from others', or as mere busy spans. */
export type GoogleAvailability = "events" | "freeBusy";

const concurrency = 4;

/** Reasons for which a calendar may still tell when it is busy, though it does not show its events. */
const hidden: ReadonlySet<string | undefined> = new Set(["requiredAccessLevel", "forbidden", "notFound", "NOT_FOUND"]);

/** Reads every calendar on its own: one that fails never hides another, and is never free. */
export function readBusy(
  api: GoogleApi,
  availability: GoogleAvailability,
  request: ReadBusyRequest,
  options: CallOptions,
): Promise<readonly CalendarReading[]> {
  if (availability === "freeBusy") return readFreeBusy(api, request.calendarIds, request, options);
  return mapConcurrently(request.calendarIds, concurrency, (id) => readCalendar(api, id, request, options));
}

async function readCalendar(
  api: GoogleApi,
  calendarId: string,
  request: ReadBusyRequest,
  options: CallOptions,
): Promise<CalendarReading> {
  try {
    const busy = await readShownEvents(api, calendarId, request, options);
    if (busy !== null) return { calendarId, state: "read", busy, precision: "events" };
    const [reading] = await readFreeBusy(api, [calendarId], request, options);
    return reading as CalendarReading;
  } catch (error) {
    if (!isIntegrationError(error)) throw error;
    return { calendarId, state: "failed", error };
  }
}

/** `null` when the calendar does not show its events to us. */
async function readShownEvents(api: GoogleApi, calendarId: string, request: ReadBusyRequest, options: CallOptions) {
  try {
    return await readEvents(api, calendarId, request, options);
  } catch (error) {
    if (isIntegrationError(error) && (error.status === 403 || error.status === 404) && hidden.has(error.reason)) {
      return null;
    }
    throw error;
  }
}
