import { InvalidTimeError } from "./invalid-time-error.ts";

/** One stretch of time with one UTC offset: local clock = instant + `offsetMs`. */
export type OffsetVisitor = (start: number, end: number, offsetMs: number) => void;

/** The offsets of one zone inside one chunk of time: `offsets[i]` holds up to `transitions[i]`, the last to the end. */
interface Chunk {
  readonly transitions: readonly number[];
  readonly offsets: readonly number[];
}

interface Zone {
  readonly probe: (instant: number) => number;
  readonly chunks: Map<number, Chunk>;
}

// Thirteen months: one or two chunks answer a booking window, and reading one takes about 0.2 ms.
const chunkMs = 2 ** 35;
// Three days. In tzdb 2026c no two transitions between 1968 and 2100 lie closer together than seven days.
const stepMs = 2 ** 28;
const lastInstant = 8.64e15;

// Chunks outside 1970-2100 are read anew each time, so that far dates cannot fill the memory.
const firstCachedChunk = Math.floor(Date.UTC(1969, 0) / chunkMs);
const lastCachedChunk = Math.floor(Date.UTC(2102, 0) / chunkMs);
// Zone names match whatever their case, so one zone can come under very many spellings.
const mostZones = 1024;
const zones = new Map<string, Zone>();

const namePattern = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;
const offsetPattern = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Whether this runtime knows the name as an IANA time zone. Offsets such as `+05:00` are none. */
export function isTimeZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The UTC offset of a zone at an instant, in milliseconds, east positive.
 *
 * @throws {InvalidTimeError} if the runtime does not know the zone.
 */
export function offsetMsAt(timeZone: string, instant: number): number {
  const { transitions, offsets } = chunkAt(zoneOf(timeZone), Math.floor(instant / chunkMs));
  let i = 0;
  while (i < transitions.length && (transitions[i] as number) <= instant) i++;
  return offsets[i] as number;
}

/**
 * Visits `[start, end)` in order, cut wherever the zone's offset may change.
 *
 * @throws {InvalidTimeError} if the runtime does not know the zone.
 */
export function forEachOffset(timeZone: string, start: number, end: number, visit: OffsetVisitor): void {
  const zone = zoneOf(timeZone);
  let from = start;
  for (let index = Math.floor(start / chunkMs); from < end; index++) {
    const { transitions, offsets } = chunkAt(zone, index);
    const chunkEnd = Math.min(end, (index + 1) * chunkMs);
    for (let i = 0; i < offsets.length && from < chunkEnd; i++) {
      const to = Math.min(chunkEnd, transitions[i] ?? chunkEnd);
      if (from < to) visit(from, to, offsets[i] as number);
      from = Math.max(from, to);
    }
  }
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone: Zone = { probe: createProbe(name), chunks: new Map() };
  if (zones.size >= mostZones) zones.clear();
  zones.set(name, zone);
  return zone;
}

function createProbe(timeZone: string): (instant: number) => number {
  if (!namePattern.test(timeZone)) throw unknownZone(timeZone);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", timeZoneName: "longOffset" });
  } catch {
    throw unknownZone(timeZone);
  }
  return (instant) => {
    const [, sign, hours, minutes, seconds] = offsetPattern.exec(format.format(instant)) ?? [];
    if (sign === undefined) return 0;
    const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1000;
    return sign === "-" ? -size : size;
  };
}

function unknownZone(name: string): InvalidTimeError {
  return new InvalidTimeError(name, "give an IANA time zone that this runtime knows, such as Europe/Berlin");
}

function chunkAt(zone: Zone, index: number): Chunk {
  const known = zone.chunks.get(index);
  if (known) return known;
  const chunk = readChunk(zone.probe, index * chunkMs);
  if (index >= firstCachedChunk && index <= lastCachedChunk) zone.chunks.set(index, chunk);
  return chunk;
}

function readChunk(probe: Zone["probe"], start: number): Chunk {
  const from = Math.max(start, -lastInstant);
  const end = Math.min(start + chunkMs, lastInstant);
  const transitions: number[] = [];
  const offsets = [probe(from)];
  for (let at = from; at < end; at += stepMs) {
    const next = Math.min(at + stepMs, end - 1);
    const offset = probe(next);
    if (offset === offsets.at(-1)) continue;
    transitions.push(firstInstantOf(offset, probe, at, next));
    offsets.push(offset);
  }
  return { transitions, offsets };
}

/** Bisects for the instant at which the offset became this one; it is not this one at `before` and is at `after`. */
function firstInstantOf(offset: number, probe: Zone["probe"], before: number, after: number): number {
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (probe(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}
