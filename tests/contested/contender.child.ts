// One of several processes that want the same few hours of the same few hosts, in every way there is.
import { type Claim, type ClientStorage, isBookingError, type Lock } from "@slotkit/core";
import { createSeededRandom } from "@slotkit/testing/clock";
import { openStorage, type Place } from "./open-storage.ts";

/** What a process is told. */
export interface Contest {
  place: Place;
  name: string;
  seed: number;
  attempts: number;
  /** How many attempts are under way at once in this process. */
  width: number;
}

/** What it tells at the end: `held` is everything it was told it holds. */
export interface ContestReport {
  attempts: number;
  won: number;
  refused: number;
  /** Codes of any other failure. */
  failures: string[];
  latenciesMs: number[];
  held: Claim[];
}

const minuteMs = 60_000;
const hosts = ["ada", "bob", "carol"];
/** Two hours of starts, five minutes apart, for meetings of half an hour: nearly every attempt meets another. */
const starts = 24;
const taken = new Error("taken");

const contest = JSON.parse(process.argv[2] ?? "{}") as Contest;
const random = createSeededRandom(contest.seed);
const pick = (count: number) => Math.floor(random.float() * count);
const storage = openStorage(contest.place, contest.width);
const client: ClientStorage = storage.forClient("acme");
/** What this process holds, by the uid that holds it; an owner that is being changed is taken out meanwhile. */
const held = new Map<string, Claim[]>();
const report: ContestReport = { attempts: 0, won: 0, refused: 0, failures: [], latenciesMs: [], held: [] };
let uids = 0;

await Promise.all(Array.from({ length: contest.width }, contend));
report.held = [...held.values()].flat();
await storage.close();
process.send?.(report, () => process.disconnect());

async function contend(): Promise<void> {
  while (report.attempts < contest.attempts) {
    report.attempts++;
    const beganMs = performance.now();
    try {
      report[(await attempt()) ? "won" : "refused"]++;
    } catch (error) {
      report.failures.push(isBookingError(error) ? error.code : String(error));
    }
    report.latenciesMs.push(performance.now() - beganMs);
  }
}

/** Books, books blindly, holds for a moment, books two hosts, moves, reassigns or cancels. */
async function attempt(): Promise<boolean> {
  if (held.size > 0 && pick(4) === 0) return cancel();
  switch (pick(7)) {
    case 0:
    case 1:
      return take([place(hosts[pick(3)]!)], "look first");
    case 2:
      return take([place(hosts[pick(3)]!)], "blindly");
    case 3: {
      const [one, other] = [hosts[pick(3)]!, hosts[pick(3)]!];
      const start = pick(starts);
      return take(
        [...new Set([one, other])].map((host) => place(host, start)),
        "look first",
      );
    }
    case 4:
      return hold();
    case 5:
      return change((claim) => place(claim.hostId));
    default:
      return change((claim) => ({ ...claim, hostId: hosts[pick(3)]! }));
  }
}

function place(hostId: string, start = pick(starts)): Claim {
  const startMs = start * 5 * minuteMs;
  return { hostId, start: startMs, end: startMs + 30 * minuteMs, kind: "booking", ownerUid: "", expiresAt: null };
}

async function take(wanted: Claim[], manner: "look first" | "blindly"): Promise<boolean> {
  const ownerUid = `${contest.name}_${++uids}`;
  const claims = wanted.map((claim) => ({ ...claim, ownerUid }));
  const won = await refusable(async () => {
    if (manner === "blindly") return void (await client.transaction([], (tx) => tx.claims.insert(claims)));
    await client.transaction(locksOf(claims), async (tx) => {
      const now = await tx.now();
      for (const { hostId, start, end } of claims) {
        await tx.claims.removeExpired([hostId], start, end, now);
        if ((await tx.claims.overlapping([hostId], start, end, now)).length > 0) return Promise.reject(taken);
      }
      await tx.claims.insert(claims);
    });
  });
  if (won) held.set(ownerUid, claims);
  return won;
}

/** A hold that has ended by the time others look; who comes next removes it. */
async function hold(): Promise<boolean> {
  const wanted = place(hosts[pick(3)]!);
  const ownerUid = `${contest.name}_hold_${++uids}`;
  return refusable(() =>
    client.transaction(locksOf([wanted]), async (tx) => {
      const now = await tx.now();
      await tx.claims.removeExpired([wanted.hostId], wanted.start, wanted.end, now);
      await tx.claims.insert([{ ...wanted, kind: "hold", ownerUid, expiresAt: now + 1 + pick(20) }]);
    }),
  );
}

async function change(to: (claim: Claim) => Claim): Promise<boolean> {
  const [ownerUid, before] = [...held][pick(held.size)] ?? [];
  if (ownerUid === undefined || before === undefined) return false;
  held.delete(ownerUid);
  const after = [{ ...to(before[0]!), ownerUid }];
  const won = await refusable(() =>
    client.transaction(locksOf([...before, ...after]), async (tx) => {
      const now = await tx.now();
      const { hostId, start, end } = after[0]!;
      await tx.claims.removeExpired([hostId], start, end, now);
      await tx.claims.removeOwnedBy(ownerUid);
      await tx.claims.insert(after);
    }),
  );
  held.set(ownerUid, won ? after : before);
  return won;
}

async function cancel(): Promise<boolean> {
  const [ownerUid, claims] = [...held][pick(held.size)] ?? [];
  if (ownerUid === undefined || claims === undefined) return false;
  held.delete(ownerUid);
  await client.transaction(locksOf(claims), (tx) => tx.claims.removeOwnedBy(ownerUid));
  return true;
}

function locksOf(claims: readonly Claim[]): Lock[] {
  return claims.map(({ hostId }) => ({ kind: "host", id: hostId }));
}

/** Whether the time was had; every failure but a taken time stays one. */
async function refusable(change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    if (error === taken || (isBookingError(error) && error.code === "slot_unavailable")) return false;
    throw error;
  }
}
