// One of several processes over one storage, with a calendar that its parent makes fail, hang or answer.
import { type CalendarReading, IntegrationError, systemClock, systemRandom } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { openStorage, type Place } from "../contested/open-storage.ts";

/** How the outside behaves. */
export type Weather = "answers" | "fails" | "hangs";

/** What a process is told: to change its calendar's weather, to read so many times at once, or to end. */
export type OutageStep = { weather: Weather } | { reads: number } | "end";

/** What it tells after reads: how many of them the calendar was asked, and how many were kept back. */
export interface OutageReport {
  asked: number;
  refused: number;
}

/** As `resilience.breaker`, told by the parent. */
const { place, breaker } = JSON.parse(process.argv[2] ?? "{}") as { place: Place; breaker: Record<string, number> };
/** Monday 2026-11-23, 10:00 in Berlin: the slot is of no interest, only the read. */
const start = Date.UTC(2026, 10, 23, 9);
const nowMs = Date.UTC(2026, 10, 20, 8);

let weather: Weather = "answers";
let asked = 0;
let released = new AbortController();
let underWay: Promise<unknown> = Promise.resolve();

const { slotkit, calendar } = composeForTest({
  storage: () => openStorage(place, 4),
  eventType: { onCalendarError: "open" },
  options: {
    clock: { ...systemClock, now: () => Math.floor(nowMs + performance.now()) },
    random: systemRandom,
    calendarCacheMinutes: 0,
    resilience: { breaker, calendarReads: { maxAttempts: 1, deadlineMs: 20_000 } },
  },
});
calendar.readBusy = async ({ calendarIds }) => {
  asked++;
  if (weather === "hangs") await new Promise((resolve) => released.signal.addEventListener("abort", resolve));
  if (weather === "fails") throw new IntegrationError("transient", "Down.", { remedy: "Wait." });
  return calendarIds.map(
    (calendarId): CalendarReading => ({ calendarId, state: "read", busy: [], precision: "events" }),
  );
};

/** Reads at once, and tells as soon as the calendar was asked or the read was refused, however long the answer takes. */
async function read(count: number): Promise<OutageReport> {
  const before = asked;
  let done = 0;
  const reads = Array.from({ length: count }, () =>
    slotkit.listSlots({ eventType: "intro", start, end: start + 3_600_000 }).then(() => {
      done++;
    }),
  );
  underWay = Promise.all([underWay, ...reads]);
  while (done < count && !(weather === "hangs" && done + asked - before >= count)) await systemClock.sleep(5);
  if (weather !== "hangs") await underWay;
  return { asked: asked - before, refused: count - (asked - before) };
}

process.on("message", async (step: OutageStep) => {
  if (step === "end") {
    released.abort();
    await underWay;
    await slotkit.stop();
    process.send?.("ended", () => process.disconnect());
  } else if ("weather" in step) {
    weather = step.weather;
    if (weather !== "hangs") {
      released.abort();
      released = new AbortController();
    }
    process.send?.("set");
  } else {
    process.send?.(await read(step.reads));
  }
});
await slotkit.migrate();
process.send?.("ready");
