import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import { explainDay } from "../slots/explain-day.ts";
import { explainSlot } from "../slots/explain-slot.ts";
import { isInstant } from "../time/instant.ts";
import { isLocalDate } from "../time/local-date.ts";
import { instantsOfLocalDate } from "../time/local-time.ts";
import type { ExplainRequest, Explanation } from "./explanation.ts";
import { asOfSources, readHostCalendars, type SlotScope, slotQueryOf, sourcesOf } from "./gather-query.ts";
import { readOccupancy } from "./occupancy.ts";

/** Says why a start, or each start of a day, is offered or not, from the very data a list would be made of. */
export async function explain(context: SlotKitContext, request: ExplainRequest): Promise<Explanation> {
  const { clientId = defaultClientId, signal } = request;
  const eventType = await requireEventType(context, clientId, request.eventType, { evenInactive: true });
  const durationMinutes = resolveDuration(eventType, request.durationMinutes);
  const range = rangeOf(request, eventType.timeZone);
  const scope: SlotScope = { clientId, eventType, durationMinutes, range, signal };

  const calendars = await readHostCalendars(context, scope, "list");
  const now = await context.storage.now();
  const occupancy = await readOccupancy(context.storage.forClient(clientId), scope, now);
  const query = slotQueryOf(scope, now, occupancy, calendars);
  const sources = sourcesOf(calendars, now);
  const about = { eventType, asOf: asOfSources(sources, now), sources };
  return "start" in request
    ? { ...about, reasons: [], starts: [explainSlot(query, request.start)] }
    : { ...about, ...explainDay(query, request.date) };
}

/** A date that a zone skipped has no instants; any range then leads to the same answer. */
function rangeOf(request: ExplainRequest, timeZone: string): { start: number; end: number } {
  if ("start" in request) {
    if (!isInstant(request.start)) {
      throw invalidField("start", "must be an instant in the years 0000 to 9999", String(request.start));
    }
    return { start: request.start, end: request.start + 1 };
  }
  if (!isLocalDate(request.date)) {
    throw invalidField("date", "must be a date that exists, such as 2026-11-25", JSON.stringify(request.date));
  }
  const [first] = instantsOfLocalDate(timeZone, request.date);
  if (!first) return { start: 0, end: 1 };
  const last = instantsOfLocalDate(timeZone, request.date).at(-1) ?? first;
  if (!(isInstant(first.start) && isInstant(last.end))) {
    throw invalidField("date", "lies outside the years 0000 to 9999", JSON.stringify(request.date));
  }
  return { start: first.start, end: last.end };
}
