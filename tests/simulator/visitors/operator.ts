import type { OperationFact } from "../audit/facts.ts";
import { operatorToken } from "../server/server-process.ts";
import type { Chance } from "../world/chance.ts";
import type { VisitorWorld } from "./visitor.ts";

const minuteMs = 60_000;
const who = "operator";

/** Somebody at the desk, who looks now and then at what waits for an answer, and at what did not go well. */
export async function operate(world: VisitorWorld, chance: Chance): Promise<void> {
  for (;;) {
    await world.time.sleep(chance.wait(6 * 60 * minuteMs));
    if (world.isClosing()) return;
    for (const booking of await list(world, "pending")) {
      if (!(await takeTime(world, chance))) return;
      const kind = chance.weighted({ confirm: 6, decline: 2, cancel: 1, wait: 2 });
      if (kind !== "wait") await change(world, kind, booking, kind);
    }
    for (const booking of await list(world, "confirmed")) {
      if (booking.eventType !== "pool" || !chance.of(0.15)) continue;
      if (!(await takeTime(world, chance))) return;
      await change(world, "reassign", booking, "reassign", { toHostId: chance.pick(["ada", "bob", "cyd"]) });
    }
    for (const booking of await list(world, "completed")) {
      if (!chance.of(0.1)) continue;
      if (!(await takeTime(world, chance))) return;
      await change(world, "noShow", booking, "no-show", { attendee: chance.of(0.8) });
    }
    await tendQueue(world, chance);
  }
}

/** @returns False when the day is over. */
async function takeTime({ time, isClosing }: VisitorWorld, chance: Chance): Promise<boolean> {
  await time.sleep(chance.wait(minuteMs));
  return !isClosing();
}

interface Listed {
  uid: string;
  eventType: string;
}

async function list({ send }: VisitorWorld, status: string): Promise<readonly Listed[]> {
  const incoming = await send({ method: "GET", path: `/bookings?status=${status}`, bearer: operatorToken }, who);
  if (incoming.kind !== "answer" || incoming.status !== 200) return [];
  return (JSON.parse(incoming.text) as { bookings: Listed[] }).bookings;
}

async function change(
  { history, send }: VisitorWorld,
  kind: OperationFact["kind"],
  { uid, eventType }: Listed,
  action: string,
  body: object = {},
): Promise<void> {
  const operation = history.begin({ kind, uid, eventType, start: null });
  const path = `/bookings/${uid}/${action}`;
  history.note(operation, await send({ method: "POST", path, bearer: operatorToken, body }, who));
}

/** Has what waits for a person tried again, or lets it be. */
async function tendQueue({ send }: VisitorWorld, chance: Chance): Promise<void> {
  const incoming = await send({ method: "GET", path: "/sync?state=manual", bearer: operatorToken }, who);
  if (incoming.kind !== "answer" || incoming.status !== 200) return;
  const ids = (JSON.parse(incoming.text) as { entries: { id: string }[] }).entries.map(({ id }) => id);
  if (ids.length === 0) return;
  const action = chance.weighted({ retry: 5, ignore: 1, leave: 2 });
  if (action === "leave") return;
  await send({ method: "POST", path: `/sync/${action}`, bearer: operatorToken, body: { ids } }, who);
}
