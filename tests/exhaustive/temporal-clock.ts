/// <reference lib="esnext.temporal" />
import type { Span } from "@slotkit/core/slots";

const minuteMs = 60_000;

/** What Temporal makes of one minute of wall time. */
interface Reading {
  readonly kind: "once" | "twice" | "never";
  /** The instant by the offset before a clock change around it, and by the one after. */
  readonly earlier: number;
  readonly later: number;
}

const readings = new Map<string, Reading>();
const answers = new Map<string, Span[]>();

/** Forgets what was read, so that a long run does not fill the memory. */
export function forgetReadings(): void {
  readings.clear();
  answers.clear();
}

/**
 * The instants at which a zone's clock shows minutes `[from, to)` of a local date: ascending only within one reading.
 *
 * Wall time is turned into instants by Temporal alone, at both ends of a stretch; where the ends do not agree about
 * what happens between them, the stretch is halved, down to single minutes. Clocks of whole minutes are assumed, and no
 * two opposite changes within a day.
 */
export function instantsOfWall(timeZone: string, date: Temporal.PlainDate, from: number, to: number): Span[] {
  const key = `${timeZone} ${date} ${from} ${to}`;
  let spans = answers.get(key);
  if (!spans) {
    spans = readStretch(timeZone, date, from, to);
    answers.set(key, spans);
  }
  return spans;
}

function readStretch(timeZone: string, date: Temporal.PlainDate, from: number, to: number): Span[] {
  const first = read(timeZone, date, from);
  const last = read(timeZone, date, to - 1);
  const lengthMs = (to - 1 - from) * minuteMs;
  const isEven =
    first.kind === last.kind && last.earlier - first.earlier === lengthMs && last.later - first.later === lengthMs;
  if (!isEven) {
    const middle = Math.floor((from + to) / 2);
    return [...readStretch(timeZone, date, from, middle), ...readStretch(timeZone, date, middle, to)];
  }
  const once = { start: first.earlier, end: last.earlier + minuteMs };
  if (first.kind === "once") return [once];
  return first.kind === "never" ? [] : [once, { start: first.later, end: last.later + minuteMs }];
}

function read(timeZone: string, date: Temporal.PlainDate, minute: number): Reading {
  const key = `${timeZone} ${date} ${minute}`;
  let reading = readings.get(key);
  if (!reading) {
    const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
    const wall = date.toPlainDateTime(time);
    const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
    const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" });
    const isShown = earlier.toPlainDateTime().equals(wall);
    const isOne = earlier.epochMilliseconds === later.epochMilliseconds;
    reading = {
      kind: !isShown ? "never" : isOne ? "once" : "twice",
      earlier: earlier.epochMilliseconds,
      later: later.epochMilliseconds,
    };
    readings.set(key, reading);
  }
  return reading;
}
