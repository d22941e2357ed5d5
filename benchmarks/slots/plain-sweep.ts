import type { Slot, SlotHost, SlotQuery, Span } from "@slotkit/core/slots";
import { addDays } from "../../packages/core/src/time/local-date.ts";
import { instantsOfWindow, localDateAt } from "../../packages/core/src/time/local-time.ts";
import { minuteMs, opening, timeZone } from "./workloads.ts";

/** The opening hours of every weekday in the range, in UTC: what the sweep is given for nothing. */
export function windowsOf({ range }: SlotQuery): Span[] {
  const windows: Span[] = [];
  for (let date = localDateAt(timeZone, range.start); ; date = addDays(date, 1)) {
    const [window] = instantsOfWindow(timeZone, date, opening);
    if (!window || window.start >= range.end) return windows;
    if (![0, 6].includes(new Date(date).getUTCDay())) windows.push(window);
  }
}

/** The plainest possible sweep: windows ready, busy times sorted, one pass; no zones, rules, checks or reasons. */
export function plainSweep(query: SlotQuery, windows: readonly Span[]): Slot[] {
  const durationMs = query.durationMinutes * minuteMs;
  const stepMs = (query.intervalMinutes ?? query.durationMinutes) * minuteMs;
  const needsAll = query.assignment?.kind !== "roundRobin";
  const sorted = query.hosts.map(({ busy = [] }: SlotHost) => [...busy].sort((a, b) => a.start - b.start));
  const cursors = query.hosts.map(() => 0);
  const slots: Slot[] = [];
  for (const window of windows) {
    for (let at = window.start; at + durationMs <= window.end; at += stepMs) {
      const hostIds: string[] = [];
      for (let i = 0; i < sorted.length; i++) {
        const busy = sorted[i] as Span[];
        let next = cursors[i] as number;
        while (next < busy.length && (busy[next] as Span).end <= at) next++;
        cursors[i] = next;
        const taken = busy[next];
        if (taken === undefined || taken.start >= at + durationMs) hostIds.push((query.hosts[i] as SlotHost).id);
        else if (needsAll) break;
      }
      if (needsAll ? hostIds.length === sorted.length : hostIds.length > 0) {
        slots.push({ start: at, end: at + durationMs, hostIds });
      }
    }
  }
  return slots;
}
