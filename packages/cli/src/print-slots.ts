import { styleText } from "node:util";
import { formatInstantUtc } from "@slotkit/core";
import type { Slot } from "@slotkit/core/slots";
import { count } from "./count.ts";
import { formatDate, type TimeFormat } from "./format-time.ts";
import { showText } from "./show-text.ts";

/** The answer for programs: `{ "slots": [ { "start", "end", "hostIds", "seatsRemaining"? } ] }`, instants in UTC. */
export function slotsJson(slots: readonly Slot[]): string {
  const written = slots.map((slot) => ({
    ...slot,
    start: formatInstantUtc(slot.start),
    end: formatInstantUtc(slot.end),
  }));
  return `${JSON.stringify({ slots: written })}\n`;
}

/** The slots for people, under a heading for each local day. */
export function printSlots(slots: readonly Slot[], format: TimeFormat, stream: NodeJS.WritableStream): string {
  if (slots.length === 0) return "No slots. For a start or a day, slotkit explain says why.\n";
  const days = Array.from(byDate(slots, format), ([date, ofDate]) => {
    const heading = styleText("bold", formatDate(date), { stream });
    return `${heading}\n${slotLines(ofDate, date, format)}\n`;
  });
  const summary = `${count(slots.length, "slot")} on ${count(days.length, "day")}, times in ${format.timeZone}`;
  return `${days.join("\n")}\n${summary}\n`;
}

function byDate(slots: readonly Slot[], format: TimeFormat): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const date = format.dateOf(slot.start);
    const day = days.get(date);
    if (day) day.push(slot);
    else days.set(date, [slot]);
  }
  return days;
}

function slotLines(slots: readonly Slot[], date: string, format: TimeFormat): string {
  const rows = slots.map((slot) => [
    format.span(slot, date),
    ...(slot.seatsRemaining === undefined ? [] : [count(slot.seatsRemaining, "seat")]),
    slot.hostIds.map(showText).join(", "),
  ]);
  return alignColumns(rows).join("\n");
}

/** Pads every column but the last to its longest cell. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  return rows.map(
    (row) =>
      `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("  ")}`,
  );
}
