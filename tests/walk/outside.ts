import { Client } from "@hubspot/api-client";
import type { GoogleStandIn } from "@slotkit/testing/google";
import type { HubSpotStandIn } from "@slotkit/testing/hubspot";
import type { ReceivedMessage } from "@slotkit/testing/smtp";
import { auth, calendar } from "googleapis/build/src/apis/calendar/index.js";
import ICAL from "ical.js";

/** The calendar as Google's own client reads it: every event, the deleted ones too. */
export async function readCalendar(google: GoogleStandIn, calendarId: string) {
  const { client_email: email, private_key: key } = google.credentials;
  const client = new auth.JWT({
    email,
    key,
    scopes: ["https://www.googleapis.com/auth/calendar"],
    transporterOptions: { fetchImplementation: google.fetch, retry: false },
  });
  const { data } = await calendar({ version: "v3", auth: client }).events.list({ calendarId, showDeleted: true });
  return data.items ?? [];
}

/** Contacts of one address as HubSpot's own client reads them, under the numbered and under the dated path. */
export async function readContact(hubspot: HubSpotStandIn, email: string, properties: readonly string[]) {
  const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
  const numbered = await client.crm.contacts.basicApi.getById(
    email,
    [...properties],
    undefined,
    undefined,
    false,
    "email",
  );
  const dated = await client.apiRequest({
    path: `/crm/objects/2026-09/contacts/${encodeURIComponent(email)}?idProperty=email&properties=${properties.join(",")}`,
  });
  const { id } = (await dated.json()) as { id: string };
  return { numbered, datedId: id };
}

/** The calendar file of a mail, as an independent parser reads it. */
export function readInvitation(message: ReceivedMessage) {
  const part = message.attachments.find(({ contentType }) => contentType === "text/calendar");
  if (!part) throw new Error(`The mail "${message.subject}" carries no calendar file.`);
  const file = new ICAL.Component(ICAL.parse(part.content.toString("utf8")));
  const component = file.getFirstSubcomponent("vevent");
  if (!component) throw new Error(`The calendar file of "${message.subject}" has no event.`);
  const event = new ICAL.Event(component);
  return {
    method: String(file.getFirstPropertyValue("method")),
    status: String(component.getFirstPropertyValue("status")),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    startMs: event.startDate.toJSDate().getTime(),
    endMs: event.endDate.toJSDate().getTime(),
  };
}
