// One of several processes over one storage that ask one service as often as their common quota allows.
import { type CalendarReading, systemClock, systemRandom } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { openStorage, type Place } from "../contested/open-storage.ts";

/** What a process is told at its start. */
export interface QuotaWork {
  place: Place;
  url: string;
  requests: number;
  perMs: number;
}

const { place, url, requests, perMs } = JSON.parse(process.argv[2] ?? "{}") as QuotaWork;
const nowMs = Date.UTC(2026, 10, 20, 8);
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
/** So many visitors wait at once in this process. */
const visitors = 20;

const { slotkit, calendar } = composeForTest({
  storage: () => openStorage(place, 4),
  eventType: { onCalendarError: "open" },
  options: {
    clock: { ...systemClock, now: () => Math.floor(nowMs + performance.now()) },
    random: systemRandom,
    calendarCacheMinutes: 0,
    resilience: {
      calendarReads: { maxAttempts: 1, deadlineMs: 20_000 },
      quotas: { calendar: { perCredential: { requests, perMs } } },
    },
  },
});
calendar.readBusy = async ({ calendarIds }) => {
  await (await fetch(url)).arrayBuffer();
  return calendarIds.map(
    (calendarId): CalendarReading => ({ calendarId, state: "read", busy: [], precision: "events" }),
  );
};

let stopping = false;
async function visitAgainAndAgain(): Promise<void> {
  while (!stopping) await slotkit.listSlots({ eventType: "intro", start, end: start + 3_600_000 });
}

process.on("message", async (step: "migrate" | "begin" | "end") => {
  if (step === "migrate") {
    await slotkit.migrate();
    process.send?.("migrated");
  } else if (step === "begin") {
    const visits = Array.from({ length: visitors }, visitAgainAndAgain);
    process.send?.("begun");
    await Promise.all(visits);
    await slotkit.stop();
    process.send?.("ended", () => process.disconnect());
  } else {
    stopping = true;
  }
});
process.send?.("ready");
