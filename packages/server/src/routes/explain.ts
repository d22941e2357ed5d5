import { type Explanation, formatInstant, formatInstantUtc, parseInstant } from "@slotkit/core";
import {
  type ExplainAnswer,
  type ExplainQuery,
  explainAnswerSchema,
  explainQuerySchema,
  type ReasonView,
  type SpanView,
  type StartExplanationView,
} from "@slotkit/core/http";
import { type Answer, json, type Route, type RouteCall, route } from "../route.ts";

export const explainRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/explain",
    access: "operator",
    summary: "Say why a start, or each start of a date, is offered or not",
    query: explainQuerySchema,
    answer: { status: 200, schema: explainAnswerSchema },
    handle: answerExplain,
  }),
];

async function answerExplain(call: RouteCall<ExplainQuery, undefined>): Promise<Answer> {
  const { slotkit, clientId, query, request, headers } = call;
  const { eventType, start, date = "", duration } = query;
  const durationMinutes = duration === undefined ? undefined : Number(duration);
  const about = start === undefined ? { date } : { start: parseInstant(start) };
  const explanation = await slotkit.explain({ clientId, eventType, durationMinutes, signal: request.signal, ...about });
  return json(viewExplanation(explanation), headers);
}

type Start = Explanation["starts"][number];
type Reason = Explanation["reasons"][number] | Start["reasons"][number] | Start["hosts"][number]["reasons"][number];

function viewExplanation({ eventType, asOf, sources, reasons, starts }: Explanation): ExplainAnswer {
  const { timeZone } = eventType;
  return {
    timeZone,
    asOf: formatInstantUtc(asOf),
    sources: sources.map(({ source, state, asOf }) => ({
      source,
      state,
      asOf: asOf === null ? null : formatInstantUtc(asOf),
    })),
    reasons: reasons.map((reason) => viewReason(reason, timeZone)),
    starts: starts.map((start) => viewStart(start, timeZone)),
  };
}

function viewStart({ start, end, reasons, hosts }: Start, timeZone: string): StartExplanationView {
  return {
    ...viewSpan({ start, end }, timeZone),
    bookable: reasons.length === 0,
    reasons: reasons.map((reason) => viewReason(reason, timeZone)),
    hosts: hosts.map((host) => ({ id: host.id, reasons: host.reasons.map((reason) => viewReason(reason, timeZone)) })),
  };
}

function viewReason(reason: Reason, timeZone: string): ReasonView {
  switch (reason.code) {
    case "outside_hours":
      return "hours" in reason
        ? { code: reason.code, hours: reason.hours.map((span) => viewSpan(span, timeZone)) }
        : { code: reason.code };
    case "time_off":
    case "calendar_unavailable":
      return { code: reason.code, interval: viewSpan(reason.interval, timeZone) };
    case "busy":
    case "held":
      return { code: reason.code, ...viewBusy(reason.interval, timeZone) };
    case "buffer": {
      const { code, side, bufferMinutes, interval } = reason;
      return { code, side, bufferMinutes, ...viewBusy(interval, timeZone) };
    }
    case "not_a_start":
      return { code: reason.code, nearestStarts: reason.nearestStarts.map((start) => formatInstant(start, timeZone)) };
    case "min_notice":
      return { code: reason.code, firstStart: formatInstant(reason.firstStart, timeZone) };
    case "dst_gap":
      return { code: reason.code, clockChangesAt: formatInstant(reason.clockChangesAt, timeZone) };
    case "beyond_window":
    case "outside_range":
    case "seats_full":
      return { code: reason.code };
    case "limit_reached":
    case "not_enough_hosts":
      return reason;
    default:
      return reason satisfies never;
  }
}

function viewBusy(
  interval: { start: number; end: number; source?: string | undefined },
  timeZone: string,
): Pick<ReasonView, "interval" | "source"> {
  const span = { interval: viewSpan(interval, timeZone) };
  return interval.source === undefined ? span : { ...span, source: interval.source };
}

function viewSpan({ start, end }: { start: number; end: number }, timeZone: string): SpanView {
  return { start: formatInstant(start, timeZone), end: formatInstant(end, timeZone) };
}
