import { fork } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import type { Claim } from "@slotkit/core";
import pg from "pg";
import type { Contest, ContestReport } from "./contender.child.ts";
import { openStorage, type Place } from "./open-storage.ts";

/** What came of a contest. */
export interface ContestOutcome {
  attempts: number;
  won: number;
  refused: number;
  /** Answers other than "won" and "taken": deadlocks, time-outs, anything; the first twenty. */
  failures: string[];
  p99Ms: number;
  /** Pairs of stored claims of one host that overlap. */
  overlaps: number;
  /** Claims that a process was told it holds and that are not stored, and the other way round. */
  lost: string[];
  seconds: number;
}

/** Lets several processes contend for the same times, and then looks at what is stored, by SQL of its own. */
export async function runContest(
  place: Place,
  { attempts, processes, width = 4, seed }: { attempts: number; processes: number; width?: number; seed: number },
): Promise<ContestOutcome> {
  const storage = openStorage(place, 2);
  await storage.migrate();
  await storage.close();
  const beganMs = performance.now();
  const share = Math.ceil(attempts / processes);
  const reports = await Promise.all(
    Array.from({ length: processes }, (_, index) =>
      contender({ place, name: `p${index}`, seed: seed + index, attempts: share, width }),
    ),
  );
  const seconds = (performance.now() - beganMs) / 1000;
  const stored = await storedClaims(place);
  const told = new Set(reports.flatMap(({ held }) => held.map(nameOf)));
  const kept = new Set(stored.bookings.map(nameOf));
  const sum = (count: (report: ContestReport) => number) => reports.reduce((total, one) => total + count(one), 0);
  const latencies = reports.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  return {
    attempts: sum((report) => report.attempts),
    won: sum(({ won }) => won),
    refused: sum(({ refused }) => refused),
    failures: reports.flatMap(({ failures }) => failures).slice(0, 20),
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    overlaps: stored.overlaps,
    lost: [...told, ...kept].filter((name) => !told.has(name) || !kept.has(name)),
    seconds,
  };
}

async function contender(contest: Contest): Promise<ContestReport> {
  const child = fork(new URL("./contender.child.ts", import.meta.url), [JSON.stringify(contest)], {
    execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`A contender ended with code ${code} before it reported.`);
  });
  const reported = once(child, "message").then(([report]) => report as ContestReport);
  try {
    return await Promise.race([reported, ended]);
  } finally {
    ended.catch(() => {});
  }
}

const nameOf = ({ ownerUid, hostId, start, end }: Pick<Claim, "ownerUid" | "hostId" | "start" | "end">) =>
  `${ownerUid} ${hostId} ${start} ${end}`;

const selfJoin = (table: string) => `
  select count(*) as pairs from ${table} one join ${table} other
    on one.client_id = other.client_id and one.host_id = other.host_id and one.owner_uid < other.owner_uid
    and one.start < other."end" and other.start < one."end"`;
const bookings = (table: string) =>
  `select owner_uid as "ownerUid", host_id as "hostId", start, "end" from ${table} where kind = 'booking'`;

/** Reads with the bare driver: nothing of the storage takes part in the audit. */
async function storedClaims(place: Place): Promise<{ overlaps: number; bookings: Claim[] }> {
  if ("file" in place) {
    const database = new DatabaseSync(place.file, { readOnly: true });
    const overlaps = Number(database.prepare(selfJoin("claims")).get()?.pairs);
    const rows = database.prepare(bookings("claims")).all() as unknown as Claim[];
    database.close();
    return { overlaps, bookings: rows };
  }
  const client = new pg.Client(place);
  await client.connect();
  const overlaps = Number((await client.query(selfJoin("slotkit.claims"))).rows[0].pairs);
  const { rows } = await client.query(bookings("slotkit.claims"));
  await client.end();
  return { overlaps, bookings: rows };
}
