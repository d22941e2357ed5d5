import { type BookingError, formatInstantUtc, invalidField, type SlotKit, type SyncQueueEntry } from "@slotkit/core";
import {
  type ChangeSyncQueueBody,
  changeSyncQueueAnswerSchema,
  changeSyncQueueBodySchema,
  type SyncQueueEntryView,
  syncQueueAnswerSchema,
  syncQueueQuerySchema,
} from "@slotkit/core/http";
import { json, type Route, route } from "../route.ts";

export const syncRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/sync",
    access: "operator",
    summary: "List what has not reached the outside, with cause and remedy",
    query: syncQueueQuerySchema,
    answer: { status: 200, schema: syncQueueAnswerSchema },
    async handle({ slotkit, clientId, query, headers }) {
      const { state, integration, cause, cursor } = query;
      const limit = Number(query.limit ?? 50);
      const entries = await slotkit.listSyncQueue({
        clientId,
        states: state && [state],
        integration,
        cause,
        limit,
        after: cursor === undefined ? undefined : readCursor(cursor),
      });
      const last = entries.length === limit ? entries.at(-1) : undefined;
      return json({ entries: entries.map(viewEntry), nextCursor: last ? `${last.since}~${last.id}` : null }, headers);
    },
  }),
  changeRoute("retry", "Try entries again at once", (slotkit, request) => slotkit.retrySync(request)),
  changeRoute("ignore", "Let entries be until their booking changes", (slotkit, request) =>
    slotkit.ignoreSync(request),
  ),
];

function changeRoute(
  action: string,
  summary: string,
  change: (slotkit: SlotKit, request: ChangeSyncQueueBody & { clientId: string }) => Promise<number>,
): Route {
  return route({
    method: "POST",
    path: `/sync/${action}`,
    access: "operator",
    summary,
    body: changeSyncQueueBodySchema,
    answer: { status: 200, schema: changeSyncQueueAnswerSchema },
    async handle({ slotkit, clientId, body, headers }) {
      return json({ changed: await change(slotkit, { ...body, clientId }) }, headers);
    },
  });
}

function viewEntry({ since, failedAt, nextAttemptAt, ...entry }: SyncQueueEntry): SyncQueueEntryView {
  return {
    ...entry,
    since: formatInstantUtc(since),
    failedAt: formatInstantUtc(failedAt),
    nextAttemptAt: nextAttemptAt === null ? null : formatInstantUtc(nextAttemptAt),
  };
}

/** Where the next page begins: what the last row is sorted by. */
function readCursor(cursor: string): readonly [since: number, id: string] {
  const [, since, id] = /^(\d{1,15})~(.+)$/.exec(cursor) ?? [];
  if (since === undefined || id === undefined) throw badCursor();
  return [Number(since), id];
}

function badCursor(): BookingError {
  return invalidField("cursor", "must be the nextCursor of the previous page");
}
