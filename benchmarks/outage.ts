// What visitors feel when Google and HubSpot take connections and never answer: booking and listing over HTTP while both answer,
// while both are dark, and once the breakers are open (bars: 50 ms more at the 99th percentile, deadlines kept to 50 ms).
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type CalendarReading, systemClock, systemRandom } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { composeForTest } from "@slotkit/testing/fakes";

const visits = 150;
const readDeadlineMs = 2_500;
const barMs = 50;
const startMs = Date.UTC(2026, 10, 20, 8);
const minuteMs = 60_000;

/** A service that answers, until it goes dark: then connections stay open and nothing comes back. */
let dark = false;
const answering = createHttpServer((_request, response) => {
  if (!dark) response.end("{}");
}).listen(0, "127.0.0.1");
const blackHole = createServer(() => {}).listen(0, "127.0.0.1");
await Promise.all([once(answering, "listening"), once(blackHole, "listening")]);
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
let requests = 0;
/** One request to the outside, as an adapter makes it. */
async function ask(signal: AbortSignal | undefined): Promise<void> {
  requests++;
  const port = portOf(dark ? blackHole : answering);
  await (await fetch(`http://127.0.0.1:${port}/`, { ...(signal ? { signal } : {}) })).arrayBuffer();
}

const folder = mkdtempSync(join(tmpdir(), "slotkit-outage-"));
const wall = { ...systemClock, now: () => Math.floor(startMs + performance.now()) };
const { slotkit, calendar, crm } = composeForTest({
  storage: (_clock) => sqliteStorage({ file: join(folder, "slotkit.db"), clock: wall }),
  weekly: Object.fromEntries(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [
      day,
      [{ start: "00:00", end: "24:00" }],
    ]),
  ),
  eventType: { onCalendarError: "open", bookingWindowDays: 90, durationMinutes: 15 },
  // No cache, so that each list asks the outside as each booking does.
  options: { clock: wall, random: systemRandom, calendarCacheMinutes: 0, resilience: {}, botDefence: false },
});
calendar.readBusy = async ({ calendarIds }, options) => {
  await ask(options?.signal);
  return calendarIds.map(
    (calendarId): CalendarReading => ({ calendarId, state: "read", busy: [], precision: "events" }),
  );
};
const { putEvent } = calendar;
calendar.putEvent = async (request, options) => {
  await ask(options?.signal);
  return putEvent(request, options);
};
const { recordBooking } = crm;
crm.recordBooking = async (request, options) => {
  await ask(options?.signal);
  return recordBooking(request, options);
};
await slotkit.start();
const server = createHttpServer(toNodeHandler(createHandler(slotkit, { rateLimits: false }))).listen(0, "127.0.0.1");
// The visitors keep their connections while they wait.
server.keepAliveTimeout = 60_000;
await once(server, "listening");
const url = `http://127.0.0.1:${portOf(server)}`;

let booked = 0;
let pending = 0;
let refused = 0;
async function book(): Promise<void> {
  const start = new Date(startMs + (24 * 60 + 15 * booked++) * minuteMs).toISOString();
  const response = await fetch(`${url}/bookings`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": `both-sides-are-dark-${booked}` },
    body: JSON.stringify({
      eventType: "intro",
      start,
      attendee: { name: "Grace Example", email: `grace${booked}@example.org` },
    }),
  });
  const answer = (await response.json()) as { sync?: { calendar: string; crm: string } };
  if (response.status !== 201) {
    refused++;
    if (refused === 1) console.error(response.status, JSON.stringify(answer));
  }
  if (answer.sync?.calendar === "pending" && answer.sync.crm === "pending") pending++;
}
const listPath = "/slots?eventType=intro&start=2026-12-20&end=2026-12-27";
const list = async () => void (await (await fetch(url + listPath)).arrayBuffer());

async function timesOf(visit: () => Promise<void>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const begunMs = performance.now();
    await visit();
    times.push(performance.now() - begunMs);
  }
  return times.sort((a, b) => a - b);
}
const percentile = (sorted: readonly number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

async function phase(name: string, count: number) {
  const lag = monitorEventLoopDelay({ resolution: 1 });
  const asked = requests;
  lag.enable();
  const bookings = await timesOf(book, count);
  const lists = await timesOf(list, count);
  lag.disable();
  return { name, bookings, lists, lagP99Ms: lag.percentile(99) / 1e6, asked: requests - asked };
}

await phase("warm", 20);
const answers = await phase("both answer", visits);
dark = true;
answering.closeAllConnections();
// Until the breaker opens visitors wait for the deadline. They come together, as they do.
const whileClosed = (await Promise.all(Array.from({ length: 20 }, () => timesOf(list, 1)))).flat();
const open = await phase("both dark, breakers open", visits);
const longest = Math.max(...whileClosed, ...open.bookings, ...open.lists);

const row = ({ name, bookings, lists, lagP99Ms, asked }: typeof answers) => ({
  phase: name,
  "booking p50 ms": Number(percentile(bookings, 0.5).toFixed(1)),
  "booking p99 ms": Number(percentile(bookings, 0.99).toFixed(1)),
  "list p50 ms": Number(percentile(lists, 0.5).toFixed(1)),
  "list p99 ms": Number(percentile(lists, 0.99).toFixed(1)),
  "event loop lag p99 ms": Number(lagP99Ms.toFixed(1)),
  "requests to the outside": asked,
});
console.table([row(answers), row(open)]);
const added = (share: number, of: "bookings" | "lists") => percentile(open[of], share) - percentile(answers[of], share);
console.table([
  { what: "bookings accepted while dark", figure: `${visits - refused} of ${visits}`, bar: "all" },
  { what: "of all bookings, still pending at their answer", figure: `${pending} of ${booked}`, bar: "all" },
  { what: "added to a booking, p99", figure: `${added(0.99, "bookings").toFixed(1)} ms`, bar: `${barMs} ms` },
  { what: "added to a list, p99", figure: `${added(0.99, "lists").toFixed(1)} ms`, bar: `${barMs} ms` },
  { what: "added to a booking, p50", figure: `${added(0.5, "bookings").toFixed(1)} ms`, bar: `${barMs} ms` },
  { what: "added to a list, p50", figure: `${added(0.5, "lists").toFixed(1)} ms`, bar: `${barMs} ms` },
  {
    what: "longest wait of anybody, breakers still closed",
    figure: `${longest.toFixed(0)} ms`,
    bar: `${readDeadlineMs + barMs} ms and the work itself`,
  },
]);

for (const each of [server, answering]) {
  each.closeAllConnections();
  each.close();
}
blackHole.close();
await slotkit.stop();
rmSync(folder, { recursive: true, force: true });
process.exit();
