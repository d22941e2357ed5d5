import type { CalendarProvider } from "@slotkit/core";
import { checkGoogle } from "./check-google.ts";
import { eventIcalUid, eventId } from "./event-id.ts";
import { createGoogleApi } from "./google-api.ts";
import { createServiceAccountAuth } from "./google-auth.ts";
import { type GoogleCalendarOptions, readOptions } from "./google-calendar-options.ts";
import { putEvent } from "./put-event.ts";
import { readBusy } from "./read-busy.ts";
import { removeEvent } from "./remove-event.ts";

/**
 * Google Calendar as SlotKit's calendar: availability is read from it, bookings are written to it.
 *
 * Nothing is repeated in here beyond what one answer needs (a new token, an event that changed while it was being
 * written); waiting and trying again is the outbox's work.
 *
 * @throws {ConfigurationError} at once when an option or the service account's key is not usable.
 */
export function googleCalendar(options: GoogleCalendarOptions): CalendarProvider {
  const settings = readOptions(options);
  const { signIn, subject, availability, clock } = settings;
  const auth = "auth" in signIn ? signIn.auth : createServiceAccountAuth({ ...settings, key: signIn.key });
  const api = createGoogleApi({ ...settings, auth });
  const how = { invite: subject !== undefined };
  return {
    name: "google",
    pacesRequests: true,
    icalUid: (uid, calendarEventId) => eventIcalUid(calendarEventId ?? eventId(uid, 0)),
    readBusy: (request, callOptions = {}) => readBusy(api, availability, request, callOptions),
    putEvent: (request, callOptions = {}) => putEvent(api, request, how, callOptions),
    removeEvent: (request, callOptions = {}) => removeEvent(api, request, callOptions),
    check: (callOptions = {}) => checkGoogle(api, clock, callOptions),
  };
}
