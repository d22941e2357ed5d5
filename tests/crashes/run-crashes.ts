import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { startGoogleStandIn } from "@slotkit/testing/google";
import type { Place } from "../contested/open-storage.ts";
import { findLost } from "../simulator/audit/acknowledged.ts";
import { auditRows } from "../simulator/audit/audit.ts";
import type { EventFact, StoredRows, Violation } from "../simulator/audit/facts.ts";
import { findUntrueOutside } from "../simulator/audit/outside.ts";
import { findPromisedTwice } from "../simulator/audit/overlaps.ts";
import { readPostgresRows, readSqliteRows } from "../simulator/audit/read-sql-rows.ts";
import { createHistory } from "../simulator/visitors/history.ts";
import { createChance } from "../simulator/world/chance.ts";
import { bundleServer } from "./bundle-server.ts";
import { keepBooking } from "./customer.ts";
import type { ServeOrder } from "./server.child.ts";

export interface CrashOptions {
  kills: number;
  seed: number;
  /** People who book at once. */
  customers?: number;
  /** Longest time a server lives after its first answer, in milliseconds. */
  longestLifeMs?: number;
  /** Does to the database, while a server works on it, what such a storage has to bear. */
  beforeKill?: (kill: number) => Promise<void>;
  /** Lets the storage's own clock run ahead, where it has one. */
  advanceStorage?: (ms: number) => Promise<void>;
}

/** What came of it. */
export interface CrashOutcome {
  kills: number;
  acknowledged: number;
  /** Operations whose end nobody was told. */
  unknown: number;
  bookings: number;
  live: number;
  events: number;
  violations: readonly Violation[];
}

const dayMs = 24 * 60 * 60_000;
/** Longer than any lease: by the time the next server starts, nobody waits for one that died any more. */
const leaseOverMs = 70_000;
const drainMs = 60_000;
const slowestStartMs = 5_000;
const calendarIds = ["ada@example.com", "bob@example.com"];

/**
 * Lets people book over HTTP from a server that is killed at random instants and started again, and looks after each kill
 * whether everything that was acknowledged is stored and nothing is half there; in the end, whether the calendar outside,
 * which lived on, shows one event per live booking.
 */
export async function runCrashes(place: Place, options: CrashOptions): Promise<CrashOutcome> {
  const { kills, seed, customers = 4, longestLifeMs = 100 } = options;
  const chance = createChance(seed);
  const history = createHistory(Date.now);
  const google = await startGoogleStandIn({
    calendars: calendarIds.map((id) => ({ id, summary: id, timeZone: "UTC", accessRole: "writer" })),
  });
  const violations: Violation[] = [];
  let serving = Promise.withResolvers<string>();
  let closing = false;
  let aheadMs = 0;
  const order = (): ServeOrder => ({ place, google: { url: google.url, credentials: google.credentials }, aheadMs });
  let answered = Promise.withResolvers<void>();
  const counter = {
    address: () => serving.promise,
    isClosing: () => closing,
    onSuccess: () => answered.resolve(),
  };
  // Far enough for every kill to move the clock on.
  const firstStart = Math.ceil((Date.now() + 30 * dayMs) / dayMs) * dayMs;
  const people = Array.from({ length: customers }, (_, index) =>
    keepBooking(counter, history, chance.fork(`customer ${index}`), firstStart),
  );

  const program = await bundleServer();
  let standby = load(program);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const server = await standby;
      standby = load(program);
      answered = Promise.withResolvers();
      serving.resolve(await serve(server, order()));
      // Most servers die at work, some before their first answer.
      if (chance.of(0.85)) await Promise.race([answered.promise, wait(slowestStartMs)]);
      await wait(chance.between(0, longestLifeMs));
      await options.beforeKill?.(kill);
      serving = Promise.withResolvers();
      server.kill("SIGKILL");
      await once(server, "exit");
      aheadMs += leaseOverMs;
      await options.advanceStorage?.(leaseOverMs);
      const rows = await readRows(place);
      violations.push(...auditRows(rows, Date.now() + aheadMs, ["calendar"]), ...findLost(rows, history.operations));
      if (violations.length > 0) break;
    }
    closing = true;
    const last = await standby;
    serving.resolve(await serve(last, order()));
    await Promise.all(people);
    const rows = await drained(place);
    const events = calendarIds.flatMap((id) => google.events(id).map((event) => toFact(id, event)));
    violations.push(
      ...auditRows(rows, Date.now() + aheadMs, ["calendar"]),
      ...findLost(rows, history.operations),
      ...findPromisedTwice(history.operations),
      ...findUntrueOutside({ rows, events, contacts: null }),
      ...rows.effects
        .filter(({ state }) => state !== "done")
        .map(({ id, state }) => ({ promise: "P6", says: `${id} is still ${state}` })),
      ...google.violations.map((says) => ({ promise: "stand-in", says })),
    );
    last.kill("SIGKILL");
    await once(last, "exit");
    return {
      kills,
      acknowledged: history.operations.filter(({ outcome }) => outcome === "done").length,
      unknown: history.operations.filter(({ outcome }) => outcome === "unknown").length,
      bookings: rows.bookings.length,
      live: rows.bookings.filter(({ status }) => status === "confirmed").length,
      events: events.filter(({ until }) => until === null).length,
      violations,
    };
  } finally {
    closing = true;
    const left = await standby.catch(() => null);
    left?.kill("SIGKILL");
    await google.close();
  }
}

/** Starts a process that stands ready. */
async function load(program: string): Promise<ChildProcess> {
  const child = fork(program, { execArgv: ["--disable-warning=ExperimentalWarning"] });
  await answerOf(child);
  return child;
}

/** @returns The address it serves. */
async function serve(child: ChildProcess, order: ServeOrder): Promise<string> {
  const port = answerOf(child);
  child.send(order);
  return `http://127.0.0.1:${await port}`;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`The server ended by itself: ${signal ?? `code ${code}`}.`);
  });
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, "message"), ended])) as unknown[];
  return message;
}

async function readRows(place: Place): Promise<StoredRows> {
  if ("connectionString" in place) return readPostgresRows(place.connectionString);
  const database = new DatabaseSync(place.file);
  try {
    database.exec("pragma busy_timeout = 10000; pragma query_only = on");
    return readSqliteRows(database);
  } finally {
    database.close();
  }
}

/** The rows once the outbox is empty, or as they are when patience ends. */
async function drained(place: Place): Promise<StoredRows> {
  const endMs = Date.now() + drainMs;
  for (;;) {
    const rows = await readRows(place);
    if (Date.now() > endMs || rows.effects.every(({ state }) => state !== "pending")) return rows;
    await wait(100);
  }
}

/** An event as the stand-in keeps it, with the mark that says whose it is. */
function toFact(
  calendarId: string,
  event: ReturnType<Awaited<ReturnType<typeof startGoogleStandIn>>["events"]>[number],
): EventFact {
  const mark = event.extendedProperties?.private;
  return {
    calendarId,
    id: event.id,
    bookingUid: mark?.slotkitUid ?? null,
    version: mark?.slotkitVersion === undefined ? null : Number(mark.slotkitVersion),
    start: Date.parse(event.start.dateTime ?? ""),
    end: Date.parse(event.end.dateTime ?? ""),
    from: 0,
    until: event.status === "cancelled" ? 0 : null,
  };
}
