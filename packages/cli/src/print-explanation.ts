import { styleText } from "node:util";
import { publicReasons, type SlotExplanation } from "@slotkit/core/slots";
import { count } from "./count.ts";
import { describeReason } from "./describe-reason.ts";
import type { Explanation } from "./explain-moment.ts";
import { formatDate, type TimeFormat } from "./format-time.ts";
import { showText } from "./show-text.ts";

export interface PrintExplanationOptions {
  readonly format: TimeFormat;
  /** Tells nothing that a stranger may not know. */
  readonly isPublic: boolean;
  /** Where it will be written; colour is for terminals. */
  readonly stream: NodeJS.WritableStream;
}

/** An explanation for people: sentences under the date, then under each start. */
export function printExplanation(explanation: Explanation, options: PrintExplanationOptions): string {
  const { date, starts } = explanation;
  const { format, isPublic, stream } = options;
  const reasons = (isPublic ? publicReasons(explanation) : explanation.reasons).map(
    (reason) => `  ${mark(false, stream)} ${describeReason(reason, date, format)}`,
  );
  const above = [headingOf(explanation, options), ...reasons, ...(isPublic ? [] : hoursLines(explanation, format))];
  const paragraphs = [above, starts.flatMap((start) => startLines(start, date, options))];
  if (starts.length > 1) paragraphs.push([`${bookable(starts)} of ${count(starts.length, "start")} can be booked`]);
  return `${paragraphs
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headingOf({ date, time, timeZone }: Explanation, { format, stream }: PrintExplanationOptions): string {
  const moment = time === undefined ? formatDate(date) : `${formatDate(date)} ${time}`;
  const where = timeZone === format.timeZone ? "" : ` in ${timeZone}`;
  return `${styleText("bold", moment, { stream })}${where}, times in ${format.timeZone}`;
}

function bookable(starts: readonly SlotExplanation[]): number {
  return starts.filter(({ slot }) => slot !== undefined).length;
}

function hoursLines({ hosts = [], date }: Explanation, format: TimeFormat): string[] {
  return hosts.map(({ id, hours }) => {
    const open = hours.map((span) => format.span(span, date)).join(", ");
    return `  ${showText(id)}: ${open === "" ? "closed on this date" : `open ${open}`}`;
  });
}

function startLines(start: SlotExplanation, date: string, options: PrintExplanationOptions): string[] {
  const { format, isPublic, stream } = options;
  const { slot } = start;
  const hosts = slot && !isPublic ? ` with ${slot.hostIds.map(showText).join(", ")}` : "";
  const seats = slot?.seatsRemaining === undefined ? "" : `, ${count(slot.seatsRemaining, "seat")} left`;
  const verdict = slot ? `can be booked${hosts}${seats}` : "cannot be booked";
  const reasons = isPublic ? publicReasonLines(start, date, format) : reasonLines(start, date, format);
  const heading = `  ${mark(slot !== undefined, stream)} ${format.span(start, date)} ${verdict}`;
  return [heading, ...reasons.map((line) => `      ${line}`)];
}

function reasonLines({ reasons, hosts }: SlotExplanation, date: string, format: TimeFormat): string[] {
  const ofSlot = reasons.map((reason) => describeReason(reason, date, format));
  const ofHosts = hosts.flatMap((host) =>
    host.reasons.map((reason) => `${showText(host.id)}: ${describeReason(reason, date, format)}`),
  );
  return [...ofSlot, ...ofHosts];
}

function publicReasonLines(start: SlotExplanation, date: string, format: TimeFormat): string[] {
  return publicReasons(start).map((reason) => describeReason(reason, date, format));
}

function mark(isGood: boolean, stream: NodeJS.WritableStream): string {
  return isGood ? styleText("green", "✓", { stream }) : styleText("red", "✗", { stream });
}
