import {
  type BusySpan,
  type CalendarReading,
  type CallOptions,
  type FailureKind,
  IntegrationError,
  isIntegrationError,
  type ReadBusyRequest,
} from "@slotkit/core";
import type { z } from "zod";
import { freeBusySchema } from "./event-answer.ts";
import { instantSpan } from "./event-span.ts";
import type { GoogleApi } from "./google-api.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import { subtractSpans } from "./subtract-spans.ts";

/** Google's own limit on `calendarExpansionMax`. */
const calendarsPerCall = 50;
const dayMs = 24 * 60 * 60_000;
/** Google does not document how long a range may be; about 90 days were seen to work. */
const longestRangeMs = 60 * dayMs;
const concurrency = 4;

/** What one calendar answered for one range. */
type Busy = BusySpan[] | IntegrationError;

/**
 * Reads many calendars as busy spans, where no more than that is granted. Our own events cannot be recognised, so the
 * spans that we delivered are taken out; a foreign event at the very time of one of ours disappears with it.
 */
export async function readFreeBusy(
  api: GoogleApi,
  calendarIds: readonly string[],
  { start, end, ownSpans }: Pick<ReadBusyRequest, "start" | "end" | "ownSpans">,
  options: CallOptions,
): Promise<CalendarReading[]> {
  const ranges = splitRange({ start, end });
  const calls = chunk(calendarIds).flatMap((ids) => ranges.map((range) => ({ ids, range })));
  const answers = await mapConcurrently(calls, concurrency, ({ ids, range }) => readRange(api, ids, range, options));
  return calendarIds.map((calendarId) => {
    const parts = answers.flatMap((answer) => answer.filter((entry) => entry.calendarId === calendarId));
    const error = parts.map(({ busy }) => busy).find(isIntegrationError);
    if (error !== undefined) return { calendarId, state: "failed", error };
    const spans = parts.flatMap(({ busy }) => (isIntegrationError(busy) ? [] : busy));
    return { calendarId, state: "read", busy: subtractSpans(spans, ownSpans[calendarId] ?? []), precision: "freeBusy" };
  });
}

async function readRange(
  api: GoogleApi,
  calendarIds: readonly string[],
  range: BusySpan,
  options: CallOptions,
): Promise<{ calendarId: string; busy: Busy }[]> {
  try {
    const { calendars } = await query(api, calendarIds, range, options);
    return calendarIds.map((calendarId) => ({
      calendarId,
      busy: readEntry(Object.hasOwn(calendars, calendarId) ? calendars[calendarId] : undefined),
    }));
  } catch (error) {
    if (!isIntegrationError(error)) throw error;
    if (error.reason === "timeRangeTooLong" && range.end - range.start > dayMs) {
      const middle = Math.floor((range.start + range.end) / 2);
      const halves = [
        { start: range.start, end: middle },
        { start: middle, end: range.end },
      ];
      return (await Promise.all(halves.map((half) => readRange(api, calendarIds, half, options)))).flat();
    }
    return calendarIds.map((calendarId) => ({ calendarId, busy: error }));
  }
}

function query(api: GoogleApi, calendarIds: readonly string[], { start, end }: BusySpan, options: CallOptions) {
  const requestBody = {
    timeMin: new Date(start).toISOString(),
    timeMax: new Date(end).toISOString(),
    calendarExpansionMax: calendarsPerCall,
    items: calendarIds.map((id) => ({ id })),
  };
  return api.call(
    {
      effect: "read",
      send: (calendar, vendor) => calendar.freebusy.query({ requestBody }, vendor),
      answer: freeBusySchema,
    },
    options,
  );
}

/** Google answers 200 for the whole and says per calendar that it does not know; a missing one is not known either. */
function readEntry(entry: z.infer<typeof freeBusySchema>["calendars"][string] | undefined): Busy {
  if (entry === undefined) return unknownBusy("missing", "permanent");
  const failure = entry.errors?.[0];
  if (failure !== undefined) {
    const reason = failure.reason ?? "unknown";
    return unknownBusy(reason, reason === "internalError" ? "transient" : "permanent");
  }
  const spans = entry.busy?.map(instantSpan);
  return spans?.every((span) => span !== null) ? spans : unknownBusy("unreadable_answer", "transient");
}

function unknownBusy(reason: string, kind: FailureKind): IntegrationError {
  return new IntegrationError(kind, `Google does not tell when this calendar is busy (${reason}).`, {
    remedy: "Check the calendar id and share the calendar with the service account.",
    status: 200,
    reason,
  });
}

function splitRange({ start, end }: BusySpan): BusySpan[] {
  const ranges: BusySpan[] = [];
  for (let at = start; at < end; at += longestRangeMs)
    ranges.push({ start: at, end: Math.min(at + longestRangeMs, end) });
  return ranges;
}

function chunk(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let at = 0; at < ids.length; at += calendarsPerCall) chunks.push(ids.slice(at, at + calendarsPerCall));
  return chunks;
}
