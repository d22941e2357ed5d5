import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { createSeededRandom } from "@slotkit/testing/clock";
import pg from "pg";
import { openStorage, type Place } from "../contested/open-storage.ts";
import { booking, createApi, kindOf, type Made, send } from "./plan.ts";
import type { Share, Told } from "./repeater.child.ts";

export interface RepeatsOptions {
  keys: number;
  /** How often the request of each key is sent until it is answered, by all processes together. */
  repeats: number;
  processes: number;
  width?: number;
  /** How many processes are killed in the middle of their work; each is started again, from its beginning. */
  kills?: number;
  seed: number;
}

export interface RepeatsOutcome {
  answered: number;
  running: number;
  dropped: number;
  conflicts: number;
  /** Keys that were not answered, or not always with the same bytes. */
  unequal: number[];
  /** Keys that took effect more or less than once. */
  notOnce: string[];
  failures: string[];
  seconds: number;
}

const dayMs = 24 * 3_600_000;

/** Lets several processes send the same requests over and over, and then counts what they did in the database. */
export async function runRepeats(place: Place, options: RepeatsOptions): Promise<RepeatsOutcome> {
  const { keys, repeats, processes, width = 4, kills = 0, seed } = options;
  const firstDayMs = Math.ceil(Date.now() / dayMs) * dayMs + dayMs;
  const made = await makeBookings(place, keys, firstDayMs);
  const beganMs = performance.now();
  const random = createSeededRandom(seed);
  const reports = await Promise.all(
    Array.from({ length: processes }, (_, index) => {
      const share: Share = { place, seed: seed + index, keys, repeats: repeats / processes, width, firstDayMs, made };
      return index < kills ? killedOnce(share, 500 + random.float() * 3_000) : report(start(share));
    }),
  );
  const sum = (count: (told: Told) => number) => reports.reduce((total, told) => total + count(told), 0);
  const digestsOf = (key: number) => reports.flatMap(({ answers }) => Object.entries(answers[key] ?? {}));
  const all = Array.from({ length: keys }, (_, key) => key);
  return {
    answered: all.flatMap(digestsOf).reduce((total, [, times]) => total + times, 0),
    running: sum(({ running }) => running),
    dropped: sum(({ dropped }) => dropped),
    conflicts: sum(({ conflicts }) => conflicts),
    unequal: all.filter((key) => new Set(digestsOf(key).map(([digest]) => digest)).size !== 1),
    notOnce: await keysNotOnce(place, all, made),
    failures: reports.flatMap(({ failures }) => failures).slice(0, 20),
    seconds: (performance.now() - beganMs) / 1000,
  };
}

/** What is going to be moved and cancelled. */
async function makeBookings(place: Place, keys: number, firstDayMs: number): Promise<Record<number, Made>> {
  const storage = openStorage(place, 4);
  await storage.migrate();
  const api = createApi(storage);
  const made: Record<number, Made> = {};
  for (let key = 0; key < keys; key++) {
    if (!["move", "cancel"].includes(kindOf(key))) continue;
    const { text } = await send(api, keys + key, booking(key, firstDayMs));
    const { uid, manage } = JSON.parse(text);
    made[key] = { uid, secret: manage.secret };
  }
  await storage.close();
  return made;
}

function start(share: Share): ChildProcess {
  const child = fork(new URL("./repeater.child.ts", import.meta.url), [JSON.stringify({ ...share, made: {} })], {
    execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
  });
  child.send(share.made);
  return child;
}

async function report(child: ChildProcess): Promise<Told> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`A process ended with code ${code} before it reported.`);
  });
  ended.catch(() => {});
  return Promise.race([once(child, "message").then(([told]) => told as Told), ended]);
}

async function killedOnce(share: Share, afterMs: number): Promise<Told> {
  const child = start(share);
  await pause(afterMs);
  child.kill("SIGKILL");
  await once(child, "exit");
  return report(start(share));
}

interface Row {
  uid: string;
  version: number;
  key: string;
}

/** Counts with the bare driver: a key that booked has one row, and one that changed a booking has raised its version once. */
async function keysNotOnce(place: Place, keys: readonly number[], made: Record<number, Made>): Promise<string[]> {
  const rows = await readRows(place);
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return keys.flatMap((key) => {
    if (kindOf(key) === "hold") return [];
    const found = byKey.get(String(key)) ?? [];
    const version = made[key] ? 2 : 1;
    const isOnce = found.length === 1 && found[0]?.version === version;
    return isOnce
      ? []
      : [`${kindOf(key)} ${key}: ${found.map((row) => `version ${row.version}`).join(", ") || "no row"}`];
  });
}

async function readRows(place: Place): Promise<Row[]> {
  const select = (table: string) => `select uid, version, metadata from ${table}`;
  const toRow = ({ uid, version, metadata }: Record<string, unknown>): Row => ({
    uid: String(uid),
    version: Number(version),
    key: JSON.parse(String(metadata)).key,
  });
  if ("file" in place) {
    const database = new DatabaseSync(place.file, { readOnly: true });
    const rows = database.prepare(select("bookings")).all();
    database.close();
    return rows.map(toRow);
  }
  const client = new pg.Client(place);
  await client.connect();
  const { rows } = await client.query(select("slotkit.bookings"));
  await client.end();
  return rows.map(toRow);
}
