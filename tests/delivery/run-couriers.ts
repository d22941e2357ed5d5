import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Effect, SlotKit, Storage } from "@slotkit/core";
import { createSeededRandom } from "@slotkit/testing/clock";
import { openStorage, type Place } from "../contested/open-storage.ts";
import { clientIds, compose } from "./compose.ts";
import { type OutsideServer, startOutsideServer } from "./outside-server.ts";

/** How much is to be delivered, and by how many. */
export interface CourierPlan {
  couriers: number;
  bookings: number;
  /** How often a courier is killed while it tells the outside something; another starts in its place. */
  kills: number;
  seed: number;
}

/** What came of it. */
export interface CourierOutcome {
  bookings: number;
  effects: number;
  /** Calls that the outside heard. */
  tellings: number;
  /** Tellings of each courier. */
  shares: Readonly<Record<string, number>>;
  /** Told by two at once, in the wrong order, wrong in the end, twice without a kill: each a sentence. */
  defects: readonly string[];
  /** Mails that were sent again because their courier was killed before it could write them down. */
  mailsAgain: number;
  kills: number;
  seconds: number;
}

/** Books, moves and cancels while couriers in processes of their own deliver and die, and then audits the outside. */
export async function runCouriers(place: Place, plan: CourierPlan): Promise<CourierOutcome> {
  const random = createSeededRandom(plan.seed);
  const outside = await startOutsideServer(() => 5 + random.float() * 40);
  const desk = compose({ place, url: outside.url, courier: "desk" });
  await desk.migrate();
  const beganMs = performance.now();
  const team = createTeam(place, outside);
  const storage = openStorage(place, 2);
  try {
    for (let index = 0; index < plan.couriers; index++) await team.hire();
    const booked = bookAndChange(desk, plan.bookings, random);
    const kills = killNowAndThen(team, plan.kills);
    const uids = await booked;
    // Nobody waits for a kill when there is nothing left to tell.
    await Promise.race([kills, drained(storage)]);
    await drained(storage);
    await team.dismiss();
    const { effects, defects } = await audit(desk, storage, { uids, outside });
    const unwritten = team.unwritten();
    const ids = outside.mails.map(({ mailId }) => mailId);
    const again = ids.filter((id, index) => ids.indexOf(id) !== index);
    const unexcused = again.filter((id) => !unwritten.has(id));
    const shares: Record<string, number> = {};
    for (const { courier } of outside.tellings) shares[courier] = (shares[courier] ?? 0) + 1;
    return {
      bookings: uids.length,
      effects,
      tellings: outside.tellings.length,
      shares,
      defects: [...outside.defects, ...defects, ...unexcused.map((id) => `the mail ${id} was sent twice`)],
      mailsAgain: again.length - unexcused.length,
      kills: team.killed,
      seconds: (performance.now() - beganMs) / 1000,
    };
  } finally {
    await team.dismiss();
    await desk.stop();
    await storage.close();
    await outside.close();
  }
}

async function killNowAndThen(team: ReturnType<typeof createTeam>, count: number): Promise<void> {
  for (let kill = 0; kill < count; kill++) await team.killOneThatTells();
}

interface Booked {
  clientId: string;
  uid: string;
}

/** Every fifth booking is moved and every seventh cancelled, some before anybody could be told of them. */
async function bookAndChange(
  desk: SlotKit,
  count: number,
  random: ReturnType<typeof createSeededRandom>,
): Promise<readonly Booked[]> {
  const minuteMs = 60_000;
  const tomorrow = Math.ceil(desk.clock.now() / (24 * 60 * minuteMs) + 1) * 24 * 60 * minuteMs;
  const made: Booked[] = [];
  for (let index = 0; index < count; index++) {
    const clientId = clientIds[index % clientIds.length] ?? "default";
    const start = tomorrow + index * 30 * minuteMs;
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    const { booking } = await desk.book({ eventType: "intro", start, attendee, clientId });
    made.push({ clientId, uid: booking.uid });
    const earlier = made[Math.floor(random.float() * made.length)];
    if (index % 5 === 4 && earlier) await desk.reschedule({ ...earlier, start: start + 15 * minuteMs }).catch(isOver);
    if (index % 7 === 6 && earlier) await desk.cancel(earlier).catch(isOver);
  }
  return made;
}

/** A booking that was cancelled before can be changed no more. */
function isOver(error: unknown): void {
  if ((error as { code?: unknown }).code !== "invalid_transition") throw error;
}

/** What one courier tells at once: a client's share, for each of them. */
const atOnce = 8 * clientIds.length;

function createTeam(place: Place, outside: OutsideServer) {
  const team = new Map<string, ChildProcess>();
  const dead: string[] = [];
  let hired = 0;

  async function hire(): Promise<void> {
    const courier = `courier${++hired}`;
    const order = JSON.stringify({ place, url: outside.url, courier });
    const child = fork(new URL("./courier.child.ts", import.meta.url), [order], {
      execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
    });
    team.set(courier, child);
    await once(child, "message");
  }

  return {
    hire,
    /** How many were killed. */
    get killed() {
      return dead.length;
    },
    /** Of each that was killed the last mails that it may not have written down: as many as it tells at once. */
    unwritten(): ReadonlySet<string | null> {
      const mails = (courier: string) =>
        outside.tellings.filter((telling) => telling.courier === courier && telling.mailId);
      return new Set(dead.flatMap((courier) => mails(courier).slice(-atOnce)).map(({ mailId }) => mailId));
    },
    async killOneThatTells(): Promise<void> {
      const courier = await outside.nextToTell([...team.keys()]);
      const child = team.get(courier);
      if (!child) return;
      outside.bury(courier);
      team.delete(courier);
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      dead.push(courier);
      await hire();
    },
    async dismiss(): Promise<void> {
      const leaving = [...team.values()];
      team.clear();
      await Promise.all(
        leaving.map(async (child) => {
          const gone = once(child, "exit");
          child.send("stop");
          await gone;
        }),
      );
    },
  };
}

/** Until nothing waits any more, or for two minutes. */
async function drained(storage: Storage): Promise<void> {
  for (let look = 0; look < 1_200; look++) {
    if ((await storage.nextEffectAt()) === null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Compares what the outside holds with what is stored. */
async function audit(
  desk: SlotKit,
  storage: Storage,
  { uids, outside }: { uids: readonly Booked[]; outside: OutsideServer },
): Promise<{ effects: number; defects: string[] }> {
  const defects: string[] = [];
  let count = 0;
  for (const { clientId, uid } of uids) {
    const { booking, sync } = await desk.getBooking(uid, { clientId });
    const isLive = booking.status === "confirmed";
    const event = outside.events.get(uid);
    if (isLive && event !== booking.start) defects.push(`${uid} is live, and its event begins at ${event}`);
    if (!isLive && event !== undefined) defects.push(`${uid} is cancelled and has an event`);
    if (outside.contacts.get(uid) !== booking.version) defects.push(`the CRM does not know ${uid} as it is`);
    const told = outside.mails.filter((mail) => mail.uid === uid && mail.key.startsWith("mail attendee"));
    if (told.at(-1)?.start !== booking.start) defects.push(`the last mail about ${uid} does not say what holds`);
    if (Object.values(sync).some((state) => state !== "synced")) defects.push(`${uid} is ${JSON.stringify(sync)}`);
    const effects: readonly Effect[] = await storage.forClient(clientId).effects.ofSubjects([uid]);
    count += effects.length;
    for (const { id, state, leaseOwner } of effects) {
      if (state !== "done" || leaseOwner !== null) defects.push(`${id} is ${state}`);
    }
  }
  return { effects: count, defects };
}
