// One of several processes over one database: it does what its parent tells, step by step, and reports.
import { isBookingError } from "@slotkit/core";
import { postgresStorage } from "./postgres/postgres-storage.ts";
import { sqliteStorage } from "./sqlite/sqlite-storage.ts";

/** Which database, as a process is told it. */
export type RacerPlace = { file: string } | { connectionString: string };

/** What a process can be told to do. */
export type RacerStep = "migrate" | "claim" | "lease" | "begin" | "repeat" | "close";

const minute = 60_000;
const day = 24 * 60 * minute;
const [told = "", name = ""] = process.argv.slice(2);
const place = JSON.parse(told) as RacerPlace;
const options = { ...place, busyDeadlineMs: 30_000 };
const storage = "file" in options ? sqliteStorage(options) : postgresStorage(options);
const client = storage.forClient("acme");

const steps: Record<RacerStep, () => Promise<unknown>> = {
  migrate: () => storage.migrate(),
  claim: claimWholeDay,
  lease: leaseEverything,
  begin: () => client.idempotency.begin({ route: "book", key: "k1", owner: name }, "digest", minute),
  repeat: bookUnderKeys,
  close: async () => {
    await storage.close();
    return "closed";
  },
};

process.on("message", async (step: RacerStep) => {
  process.send?.(await steps[step]());
  if (step === "close") process.disconnect();
});
process.send?.("ready");

/** Wants half an hour at every fifth minute of a day; tells the starts it got. */
async function claimWholeDay(): Promise<number[]> {
  const won: number[] = [];
  for (let start = 0; start < day; start += 5 * minute) {
    const claim = {
      hostId: "ada",
      start,
      end: start + 30 * minute,
      kind: "booking",
      ownerUid: name,
      expiresAt: null,
    } as const;
    try {
      await client.transaction([{ kind: "host", id: "ada" }], (tx) => tx.claims.insert([claim]));
      won.push(start);
    } catch (error) {
      if (!isBookingError(error) || error.code !== "slot_unavailable") throw error;
    }
  }
  return won;
}

async function leaseEverything(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const shares = [{ clientId: "acme", limit: 3 }];
    const request = { owner: name, leaseMs: 10 * minute, integration: "calendar", shares, takeOver: true } as const;
    const leased = await storage.leaseEffects(request);
    if (leased.length === 0) return ids;
    ids.push(...leased.map(({ id }) => id));
  }
}

/** Sends a hundred requests under keys that all processes share; tells which it ran itself, and every answer. */
async function bookUnderKeys(): Promise<{ ran: string[]; answers: Record<string, string> }> {
  const ran: string[] = [];
  const answers: Record<string, string> = {};
  for (let index = 0; index < 100; index++) {
    const key = `request-${index}`;
    answers[key] = await once(key, ran);
  }
  return { ran, answers };
}

async function once(key: string, ran: string[]): Promise<string> {
  const run = { route: "book", key, owner: name };
  for (;;) {
    const known = await client.idempotency.begin(run, "digest", minute);
    if (known.state === "done") return known.answer;
    if (known.state !== "started") continue;
    ran.push(key);
    const answer = `${key} by ${name}`;
    await client.transaction([], (tx) => tx.idempotency.finish(run, answer));
    return answer;
  }
}
