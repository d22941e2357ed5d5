import { type BusySpan, type CallOptions, IntegrationError, type ReadBusyRequest } from "@slotkit/core";
import { type EventAnswer, type EventPage, eventPageSchema } from "./event-answer.ts";
import { eventBlocksTime } from "./event-blocks-time.ts";
import { isOwnEvent } from "./event-mark.ts";
import { eventSpan } from "./event-span.ts";
import type { GoogleApi, GoogleSend } from "./google-api.ts";

const pageSize = 2500;
/** 250,000 events: a service that goes on for longer is not answering the question. */
const maxPages = 100;
const fields =
  "timeZone,accessRole,nextPageToken,items(id,status,transparency,eventType,start,end,attendees(self,responseStatus),extendedProperties/private)";

/**
 * Reads one calendar as events, so that ours can be told from others'.
 *
 * @returns Foreign busy time; `null` when the calendar shows no more than free/busy, which hides whose event it is.
 */
export async function readEvents(
  api: GoogleApi,
  calendarId: string,
  { clientId, start, end }: Pick<ReadBusyRequest, "clientId" | "start" | "end">,
  options: CallOptions,
): Promise<BusySpan[] | null> {
  const busy: BusySpan[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await readPage(api, calendarId, { start, end }, pageToken, options);
    if (answer.accessRole === "freeBusyReader") return null;
    const blocking = answer.items.filter((event) => eventBlocksTime(event) && !isOwnEvent(event, clientId));
    // An event without length, such as a reminder, takes no time.
    busy.push(...blocking.map((event) => spanOf(event, answer)).filter(({ start, end }) => start < end));
    if (answer.nextPageToken === undefined) return busy;
    pageToken = answer.nextPageToken;
  }
  throw unreadable("The list of events has no end.");
}

function readPage(
  api: GoogleApi,
  calendarId: string,
  { start, end }: BusySpan,
  pageToken: string | undefined,
  options: CallOptions,
): Promise<EventPage> {
  const params = {
    calendarId,
    timeMin: new Date(start).toISOString(),
    timeMax: new Date(end).toISOString(),
    singleEvents: true,
    showDeleted: false,
    maxResults: pageSize,
    fields,
    ...(pageToken === undefined ? {} : { pageToken }),
  };
  const send: GoogleSend = (calendar, vendor) => calendar.events.list(params, vendor);
  return api.call({ effect: "read", send, answer: eventPageSchema }, options);
}

function spanOf(event: EventAnswer, { timeZone }: EventPage): BusySpan {
  const span = eventSpan(event, timeZone);
  if (span === null) throw unreadable("An event has no readable start and end.");
  return span;
}

function unreadable(says: string): IntegrationError {
  return new IntegrationError("transient", `Google's answer cannot be used: ${says}`, {
    remedy: "If it stays, look at the calendar in Google Calendar; slots of its host are withheld until then.",
    reason: "unreadable_answer",
  });
}
