import type { SlotKitContext } from "../context.ts";
import type { BusySpan, CalendarReading } from "../ports/calendar-provider.ts";
import type { EventType } from "../ports/catalog.ts";
import type { CalendarRead } from "../ports/storage.ts";
import { withDeadline } from "../resilience/with-deadline.ts";
import type { StoredReads } from "./read-memory.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What the guards of the provider hand over at the very end of its time still counts. */
const handOverMs = 50;
/** Reads for lists are made and kept in pieces of this many days, so that neighbouring lists share them. */
const pieceDays = 28;

/** What is known of one calendar over the asked span. */
export interface CalendarKnowledge {
  calendarId: string;
  state: "fresh" | "cached" | "stale" | "unknown";
  asOf: number | null;
  busy: readonly BusySpan[];
  /** Parts of the span about which nothing may be assumed. */
  unknown: readonly BusySpan[];
}

/** Asks for outside busy time. */
export interface ReadCalendarsRequest {
  clientId: string;
  eventType: Pick<EventType, "onCalendarError" | "maxStaleMinutes">;
  calendarIds: readonly string[];
  start: number;
  end: number;
  /** `list` may answer from recent reads; `commit` never does. */
  purpose: "list" | "commit";
  signal?: AbortSignal | undefined;
}

/**
 * Reads outside calendars, past every cache for a commit, and falls back on the last good read as the event type allows.
 * Never rejects because of a calendar: what could not be read is `unknown`.
 */
export async function readCalendars(
  context: SlotKitContext,
  request: ReadCalendarsRequest,
): Promise<readonly CalendarKnowledge[]> {
  if (!context.calendar || request.calendarIds.length === 0) return [];
  return request.purpose === "commit" ? readForCommit(context, request) : readForList(context, request);
}

async function readForCommit(context: SlotKitContext, request: ReadCalendarsRequest): Promise<CalendarKnowledge[]> {
  const readings = await askProvider(context, request, request.calendarIds, request);
  const failed = request.calendarIds.filter((id) => !isRead(readings.get(id)));
  const stored = await storedReads(context, request, failed);
  const now = context.clock.now();
  return request.calendarIds.map((calendarId) => {
    const reading = readings.get(calendarId);
    return isRead(reading)
      ? { calendarId, state: "fresh", asOf: now, busy: reading.busy, unknown: [] }
      : afterFailure(request, calendarId, stored.get(calendarId) ?? [], now);
  });
}

async function readForList(context: SlotKitContext, request: ReadCalendarsRequest): Promise<CalendarKnowledge[]> {
  const pieces = piecesOf(request);
  const askedAt = context.clock.now();
  const freshAfter = askedAt - context.calendarCacheMinutes * minuteMs;
  const recentOf = (reads: StoredReads, id: string) =>
    pieces.map((piece) => newestRead(reads.get(id) ?? [], piece, freshAfter, askedAt));
  const missingIn = (reads: StoredReads) => request.calendarIds.filter((id) => recentOf(reads, id).includes(null));

  const question = JSON.stringify([request.clientId, request.calendarIds, spanOf(pieces)]);
  const remembered = context.readMemory.get(question);
  const stored =
    remembered && missingIn(remembered).length === 0
      ? remembered
      : await storedReads(context, request, request.calendarIds);
  const recent = (id: string) => recentOf(stored, id);
  const missing = missingIn(stored);
  if (missing.length === 0 && stored !== remembered) context.readMemory.set(question, stored);
  const readings: ReadonlyMap<string, CalendarReading> =
    missing.length > 0 ? await askProvider(context, request, missing, spanOf(pieces)) : new Map();
  const readAt = context.clock.now();
  await keep(
    context,
    request.clientId,
    missing.flatMap((id) => cut(readings.get(id), pieces, readAt)),
  );
  return request.calendarIds.map((calendarId) => {
    const reading = readings.get(calendarId);
    if (isRead(reading)) return { calendarId, state: "fresh", asOf: readAt, busy: reading.busy, unknown: [] };
    if (missing.includes(calendarId)) return afterFailure(request, calendarId, stored.get(calendarId) ?? [], readAt);
    return { calendarId, state: "cached", ...joined(recent(calendarId)), unknown: [] };
  });
}

/**
 * What the event type's `onCalendarError` makes of a calendar that could not be read now. Decided piece by piece, so that a
 * short list, a long one and a commit say the same of a time.
 */
function afterFailure(
  { eventType, start, end }: ReadCalendarsRequest,
  calendarId: string,
  reads: readonly CalendarRead[],
  now: number,
): CalendarKnowledge {
  if (eventType.onCalendarError === "withhold") {
    return { calendarId, state: "unknown", asOf: null, busy: [], unknown: [{ start, end }] };
  }
  const usableAfter = now - eventType.maxStaleMinutes * minuteMs;
  const pieces = piecesOf({ start, end });
  const usable = pieces.map((piece) => newestRead(reads, piece, usableAfter, now));
  const lost = pieces.filter((_, index) => usable[index] === null);
  return {
    calendarId,
    state: lost.length === 0 ? "stale" : "unknown",
    ...joined(usable),
    unknown: eventType.onCalendarError === "open" ? [] : lost,
  };
}

/** What several reads say together; it is as old as the oldest of them. */
function joined(reads: readonly (CalendarRead | null)[]): Pick<CalendarKnowledge, "asOf" | "busy"> {
  const known = reads.filter((read) => read !== null);
  return {
    asOf: known.length === 0 ? null : Math.min(...known.map(({ readAt }) => readAt)),
    busy: known.flatMap(({ busy }) => busy),
  };
}

/** Keeps reads for later lists; a storage too busy for that must not cost this list its answer. */
async function keep(context: SlotKitContext, clientId: string, reads: readonly CalendarRead[]): Promise<void> {
  if (reads.length === 0) return;
  try {
    await context.storage.forClient(clientId).calendarReads.save(reads);
    context.readMemory.forget();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.logger.warn("A calendar read could not be kept for later lists.", { clientId, reason });
  }
}

/** One call to the provider under one deadline; a failure of the whole call leaves every calendar unread. */
async function askProvider(
  context: SlotKitContext,
  { clientId, signal }: ReadCalendarsRequest,
  calendarIds: readonly string[],
  { start, end }: BusySpan,
): Promise<Map<string, CalendarReading>> {
  const provider = context.calendar;
  if (!provider) return new Map();
  const startedMs = context.clock.monotonicMs();
  const report = (failure: unknown) => {
    const durationMs = context.clock.monotonicMs() - startedMs;
    context.telemetry.record("calendar.read", { provider: provider.name, ok: failure === null, durationMs });
    if (failure !== null) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      context.logger.warn("An outside calendar could not be read.", { provider: provider.name, clientId, reason });
    }
  };
  try {
    const ownSpans = await ownSpansOf(context, clientId, calendarIds, start, end);
    const readings = await withDeadline(
      (inner) => provider.readBusy({ clientId, calendarIds, start, end, ownSpans }, { signal: inner }),
      { deadlineMs: context.outside.readDeadlineMs, graceMs: handOverMs, clock: context.clock, signal },
    );
    const failed = readings.find((reading) => reading.state === "failed");
    report(failed?.state === "failed" ? failed.error : null);
    return new Map(readings.map((reading) => [reading.calendarId, reading]));
  } catch (error) {
    if (signal?.aborted) throw error;
    report(error);
    return new Map();
  }
}

async function ownSpansOf(
  context: SlotKitContext,
  clientId: string,
  calendarIds: readonly string[],
  start: number,
  end: number,
): Promise<Record<string, BusySpan[]>> {
  const delivered = await context.storage.forClient(clientId).effects.deliveredSpans(calendarIds, start, end);
  const spans: Record<string, BusySpan[]> = Object.fromEntries(calendarIds.map((id) => [id, []]));
  for (const span of delivered) spans[span.calendarId]?.push({ start: span.start, end: span.end });
  return spans;
}

async function storedReads(
  context: SlotKitContext,
  { clientId, start, end }: ReadCalendarsRequest,
  calendarIds: readonly string[],
): Promise<Map<string, CalendarRead[]>> {
  const byCalendar = new Map<string, CalendarRead[]>();
  if (calendarIds.length === 0) return byCalendar;
  const span = spanOf(piecesOf({ start, end }));
  const reads = await context.storage.forClient(clientId).calendarReads.overlapping(calendarIds, span.start, span.end);
  for (const read of reads) byCalendar.set(read.calendarId, [...(byCalendar.get(read.calendarId) ?? []), read]);
  return byCalendar;
}

function isRead(reading: CalendarReading | undefined): reading is CalendarReading & { state: "read" } {
  return reading?.state === "read";
}

/** The fixed pieces of time that a span touches. */
function piecesOf({ start, end }: BusySpan): BusySpan[] {
  const length = pieceDays * dayMs;
  const pieces: BusySpan[] = [];
  for (let at = Math.floor(start / length) * length; at < end; at += length)
    pieces.push({ start: at, end: at + length });
  return pieces;
}

function spanOf(pieces: readonly BusySpan[]): BusySpan {
  return { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
}

/** The newest read of a piece inside `(after, now]`: one from the future tells of a clock that was put back. */
function newestRead(reads: readonly CalendarRead[], piece: BusySpan, after: number, now: number): CalendarRead | null {
  return reads
    .filter((read) => read.start === piece.start && read.readAt > after && read.readAt <= now)
    .reduce<CalendarRead | null>((best, read) => (best && best.readAt >= read.readAt ? best : read), null);
}

/** Cuts one reading into the pieces it is kept in. */
function cut(reading: CalendarReading | undefined, pieces: readonly BusySpan[], readAt: number): CalendarRead[] {
  if (!isRead(reading)) return [];
  return pieces.map((piece) => ({
    calendarId: reading.calendarId,
    start: piece.start,
    end: piece.end,
    busy: reading.busy.filter((span) => span.start < piece.end && piece.start < span.end),
    precision: reading.precision,
    readAt,
  }));
}
