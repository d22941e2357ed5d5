import type { Clock } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import { namesBooking } from "./meeting-properties.ts";
import { isMissing } from "./write-record.ts";

const idSchema = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String);
const pagingSchema = z.object({ next: z.object({ after: z.string() }).optional() }).optional();
const contactSchema = z.object({
  associations: z
    .record(z.string(), z.object({ results: z.array(z.object({ id: idSchema })), paging: pagingSchema }))
    .optional(),
});
const pageSchema = z.object({ results: z.array(z.object({ toObjectId: idSchema })), paging: pagingSchema });
const meetingsSchema = z.object({
  results: z.array(
    z.object({ id: idSchema, properties: z.object({ hs_internal_meeting_notes: z.string().nullish() }) }),
  ),
});

const rowsPerBatch = 100;

/**
 * The meetings of a contact that name this booking, oldest first: one as a rule, several when a request whose answer was
 * lost came through later after all.
 *
 * By the contact's associations and not by search, whose index does not know what was written a moment ago.
 */
export async function findMeetings(
  uid: string,
  contactId: string,
  connection: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const { api, paths, clock } = connection;
  const ids = await meetingIdsOf(contactId, connection, signal);
  const found: string[] = [];
  for (let from = 0; from < ids.length; from += rowsPerBatch) {
    const inputs = ids.slice(from, from + rowsPerBatch).map((id) => ({ id }));
    const body = { inputs, properties: ["hs_internal_meeting_notes"] };
    const answer = await api({ method: "POST", path: `${paths.objects("meetings")}/batch/read`, body }, signal);
    for (const { id, properties } of read(answer, meetingsSchema, clock).results) {
      if (namesBooking(properties.hs_internal_meeting_notes ?? "", uid)) found.push(id);
    }
  }
  return found.sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
}

async function meetingIdsOf(
  contactId: string,
  { api, paths, clock }: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const query = { associations: "meetings" };
  const answer = await api({ method: "GET", path: paths.object("contacts", contactId), query }, signal);
  // A contact that has gone has no meetings.
  if (isMissing(answer)) return [];
  const lists = Object.values(read(answer, contactSchema, clock).associations ?? {});
  const ids = lists.flatMap(({ results }) => results.map(({ id }) => id));
  let after = lists.find(({ paging }) => paging?.next)?.paging?.next?.after;
  while (after !== undefined) {
    const more = await api(
      { method: "GET", path: paths.meetingsOf(contactId), query: { limit: "500", after } },
      signal,
    );
    const { results, paging } = read(more, pageSchema, clock);
    ids.push(...results.map(({ toObjectId }) => toObjectId));
    after = paging?.next?.after;
  }
  return ids;
}

function read<Value>(answer: HubSpotAnswer, schema: z.ZodType<Value>, clock: Clock): Value {
  const parsed = schema.safeParse(answer.body);
  // 207: some of the meetings were deleted a moment ago.
  if ((answer.status === 200 || answer.status === 207) && parsed.success) return parsed.data;
  throw classifyHubSpotError(answer, clock.now());
}
