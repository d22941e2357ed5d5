import { requireEventType } from "../catalog/require-event-type.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { compileQuery } from "../slots/compile-query.ts";
import { openSpans } from "../slots/open-spans.ts";
import { windowReader } from "../slots/plan-slots.ts";
import type { Span } from "../slots/slot-query.ts";
import { slotQueryOf } from "./gather-query.ts";
import { checkRange } from "./list-slots.ts";
import { nothingTaken } from "./occupancy.ts";
import type { OpenHoursRequest } from "./slot-list.ts";

/** The spans of a range in which enough hosts of an event type are inside their windows, whatever else they do. */
export async function listOpenHours(context: SlotKitContext, request: OpenHoursRequest): Promise<readonly Span[]> {
  const { clientId = defaultClientId, start, end } = request;
  checkRange(start, end);
  const eventType = await requireEventType(context, clientId, request.eventType);
  const [durationMinutes = 1] = eventType.durationsMinutes;
  const scope = { clientId, eventType, durationMinutes, range: { start, end } };
  const query = compileQuery(slotQueryOf(scope, context.clock.now(), nothingTaken, []));
  const windowsOf = windowReader(start, end);
  const list = openSpans(query.fixedHosts.map(windowsOf), query.rotatingHosts.map(windowsOf), query.rotatingNeeded);
  return Array.from({ length: list.length / 2 }, (_, index) => ({
    start: Math.max(start, list[2 * index] ?? start),
    end: Math.min(end, list[2 * index + 1] ?? end),
  })).filter((span) => span.start < span.end);
}
