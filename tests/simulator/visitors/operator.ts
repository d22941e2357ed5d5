import { operatorToken } from "../server/server-process.ts";
import type { Chance } from "../world/chance.ts";
import type { VisitorWorld } from "./visitor.ts";

const minuteMs = 60_000;
const who = "operator";

/** Somebody at the desk, who looks now and then at what waits for an answer. */
export async function operate(world: VisitorWorld, chance: Chance): Promise<void> {
  for (;;) {
    await world.time.sleep(chance.wait(6 * 60 * minuteMs));
    if (world.isClosing()) return;
    for (const { uid, eventType } of await listPending(world)) {
      if (world.isClosing()) return;
      await world.time.sleep(chance.wait(minuteMs));
      const kind = chance.weighted({ confirm: 6, decline: 2, cancel: 1, wait: 2 });
      if (kind !== "wait") await answer(world, kind, uid, eventType);
    }
  }
}

async function listPending({ send }: VisitorWorld): Promise<{ uid: string; eventType: string }[]> {
  const incoming = await send({ method: "GET", path: "/bookings?status=pending", bearer: operatorToken }, who);
  if (incoming.kind !== "answer" || incoming.status !== 200) return [];
  return (JSON.parse(incoming.text) as { bookings: { uid: string; eventType: string }[] }).bookings;
}

async function answer(
  { history, send }: VisitorWorld,
  kind: "confirm" | "decline" | "cancel",
  uid: string,
  eventType: string,
): Promise<void> {
  const operation = history.begin({ kind, uid, eventType, start: null });
  const path = `/bookings/${uid}/${kind}`;
  history.note(operation, await send({ method: "POST", path, bearer: operatorToken, body: {} }, who));
}
