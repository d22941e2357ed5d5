import { type CallOptions, type IntegrationError, isIntegrationError, type RemoveEventRequest } from "@slotkit/core";
import { z } from "zod";
import { eventPageSchema } from "./event-answer.ts";
import { eventId } from "./event-id.ts";
import { isMarkedFor } from "./event-mark.ts";
import type { GoogleApi, GoogleSend } from "./google-api.ts";

/**
 * Removes the event of a booking or session. When it is not where it was expected, the calendar is searched for whatever carries
 * its mark: that finds an event whose id was never learnt because an answer was lost, and it tells an event
 * that is gone from a calendar that can no longer be read, which is an error.
 */
export async function removeEvent(
  api: GoogleApi,
  { calendarId, calendarEventId, clientId, uid }: RemoveEventRequest,
  options: CallOptions,
): Promise<void> {
  const expected = calendarEventId ?? eventId(uid, 0);
  if (await remove(api, calendarId, expected, options)) return;
  for (const id of await findMarked(api, calendarId, { clientId, uid }, options)) {
    await remove(api, calendarId, id, options);
  }
}

/** `false` when there was nothing under this id. */
async function remove(api: GoogleApi, calendarId: string, id: string, options: CallOptions): Promise<boolean> {
  const params = { calendarId, eventId: id, sendUpdates: "none" };
  const send: GoogleSend = (calendar, vendor) => calendar.events.delete(params, vendor);
  try {
    await api.call({ effect: "write", send, answer: z.unknown() }, options);
    return true;
  } catch (error) {
    if (isIntegrationError(error) && isAbsent(error)) return false;
    throw error;
  }
}

async function findMarked(
  api: GoogleApi,
  calendarId: string,
  { clientId, uid }: Pick<RemoveEventRequest, "clientId" | "uid">,
  options: CallOptions,
): Promise<string[]> {
  const params = {
    calendarId,
    privateExtendedProperty: [`slotkitUid=${uid}`],
    showDeleted: false,
    fields: "items(id,status,extendedProperties/private)",
  };
  const send: GoogleSend = (calendar, vendor) => calendar.events.list(params, vendor);
  const { items } = await api.call({ effect: "read", send, answer: eventPageSchema }, options);
  return items.filter((event) => event.status !== "cancelled" && isMarkedFor(event, uid, clientId)).map(({ id }) => id);
}

/** An answer without Google's own words, an HTML page say, counts as well: the search that follows needs a true one. */
function isAbsent({ status }: IntegrationError): boolean {
  return status === 404 || status === 410;
}
