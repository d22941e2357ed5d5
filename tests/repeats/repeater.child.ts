// One of several processes that send the same requests, many times each: at once, later, and after answers that got lost.
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { createSeededRandom } from "@slotkit/testing/clock";
import { openStorage, type Place } from "../contested/open-storage.ts";
import { createApi, kindOf, type Made, requestOf, send } from "./plan.ts";

/** What a process is told. */
export interface Share {
  place: Place;
  seed: number;
  keys: number;
  /** How often this process sends each request until it is answered. */
  repeats: number;
  /** How many requests are under way at once. */
  width: number;
  firstDayMs: number;
  /** Sent as a message: it is too long for an argument. */
  made: Readonly<Record<number, Made>>;
}

/** What a process was told, key by key. */
export interface Told {
  /** Digests of answers, each with how often it came. */
  answers: Record<number, Record<string, number>>;
  /** How often a request was still running elsewhere, and how many answers were thrown away unread. */
  running: number;
  dropped: number;
  /** How often another body under a key was refused as such. */
  conflicts: number;
  failures: string[];
}

const share = JSON.parse(process.argv[2] ?? "{}") as Share;
const [made] = (await once(process, "message")) as [Share["made"]];
const random = createSeededRandom(share.seed);
const storage = openStorage(share.place, share.width);
const api = createApi(storage);
const told: Told = { answers: {}, running: 0, dropped: 0, conflicts: 0, failures: [] };

await passOver(Math.ceil(share.repeats / 2));
await passOver(Math.floor(share.repeats / 2));
await storage.close();
process.send?.(told, () => process.disconnect());

/** Sends every request so many times. All processes go over the keys in one order, so that they meet. */
async function passOver(times: number): Promise<void> {
  const jobs = Array.from({ length: share.keys * times }, (_, index) => Math.floor(index / times)).values();
  await Promise.all(
    Array.from({ length: share.width }, async () => {
      for (const key of jobs) await sendUntilAnswered(key);
    }),
  );
}

async function sendUntilAnswered(key: number): Promise<void> {
  const asked = requestOf(key, share.firstDayMs, made[key]);
  for (;;) {
    const { status, digest, text } = await send(api, key, asked);
    const code = status < 300 ? null : JSON.parse(text).code;
    if (code === "idempotency_in_progress") {
      told.running++;
      await pause(5 + random.float() * 20);
    } else if (code !== null) {
      told.failures.push(`${kindOf(key)} ${key}: ${status} ${text.slice(0, 200)}`);
      return;
    } else if (random.float() < 0.1) {
      // The answer is lost on its way, after everything was done: whoever asked can only ask again.
      told.dropped++;
    } else {
      const ofKey = told.answers[key] ?? {};
      told.answers[key] = { ...ofKey, [digest]: (ofKey[digest] ?? 0) + 1 };
      if (random.float() < 0.02) await tryOtherBody(key);
      return;
    }
  }
}

async function tryOtherBody(key: number): Promise<void> {
  const asked = requestOf(key, share.firstDayMs, made[key]);
  const changed = { ...asked, body: { ...asked.body, ...(kindOf(key) === "hold" ? { seats: 1 } : otherThan(key)) } };
  const { status, text } = await send(api, key, changed);
  if (status === 422 && JSON.parse(text).code === "idempotency_conflict") told.conflicts++;
  else told.failures.push(`${kindOf(key)} ${key} with another body: ${status} ${text.slice(0, 200)}`);
}

function otherThan(key: number): object {
  return kindOf(key) === "book" ? { notes: "changed" } : { reason: "changed" };
}
