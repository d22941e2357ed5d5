import { expect } from "vitest";
import type { Dice } from "./make-request.ts";
import { operatorToken } from "./make-request.ts";

/** Sends one request, and holds its answer to the description. */
export type Send = (
  method: string,
  path: string,
  sent?: { body?: object; bearer?: string | undefined },
) => Promise<{ status: number; json: Record<string, unknown> }>;

interface Life {
  uid: string;
  secret: string;
  /** Secrets that opened once. */
  ended: string[];
  status: string;
  version: number;
  start: unknown;
}

const later = (dice: Dice) => new Date(Date.UTC(2026, 10, 23 + dice.below(12), 8, 30 * dice.below(16))).toISOString();

/**
 * Lives through one booking: made, read, changed, cancelled, and asked for after its end. What is read is what the last
 * change answered; a change that was refused has changed nothing; a secret that has ended opens nothing.
 *
 * @returns How many requests it took; 0 when nothing could be booked.
 */
export async function walkLife(send: Send, dice: Dice): Promise<number> {
  const eventType = dice.pick(["intro", "group", "approved"]);
  const attendee = { name: "Grace Example", email: `walker${dice.below(1000)}@example.org` };
  const made = await send("POST", "/bookings", { body: { eventType, start: later(dice), attendee } });
  if (made.status !== 201) return 1;
  let life = lifeOf(made.json, []);
  let requests = 1;

  const act = async (action: string, body: object, bearer = life.secret) => {
    requests++;
    return send("POST", `/bookings/${life.uid}/${action}`, { body, bearer });
  };
  for (let step = 0; step < 8; step++) {
    const action = dice.pick([
      "reschedule",
      "guests",
      "confirm",
      "decline",
      "reassign",
      "cancel",
      "reschedule",
      "no-show",
    ]);
    const isOperators = ["confirm", "decline", "reassign", "no-show"].includes(action);
    const bodies: Record<string, object> = {
      reschedule: { start: later(dice) },
      guests: { add: [`guest${dice.below(100)}@example.org`] },
      reassign: { toHostId: dice.pick(["ada", "bob"]) },
      "no-show": { attendee: true },
    };
    const body = { ...bodies[action], ...(dice.chance(0.2) && { version: dice.below(4) + 1 }) };
    const stale = dice.chance(0.1) && life.ended[0] !== undefined;
    const bearer = isOperators ? operatorToken : stale ? life.ended[0] : life.secret;
    const { status, json } = await act(action, body, bearer);
    if (stale && !isOperators) expect([status, json.code], action).toEqual([403, "forbidden"]);
    if (status < 300) {
      expect("version" in body ? body.version : life.version, action).toBe(life.version);
      expect(json.version, action).toBe(life.version + 1);
      life = lifeOf(json, life.ended, life);
    } else expect([403, 409, 422, 429], `${action} ${JSON.stringify(json)}`).toContain(status);

    requests++;
    const read = await send("GET", `/bookings/${life.uid}`, { bearer: life.secret });
    expect(read.json, action).toMatchObject({ status: life.status, version: life.version, start: life.start });
  }
  const last = await act("cancel", {});
  expect(last.status).toBe(["cancelled", "rejected"].includes(life.status) ? 409 : 200);
  for (const action of ["reschedule", "guests"]) {
    const body = action === "reschedule" ? { start: later(dice) } : { add: ["late@example.org"] };
    expect((await act(action, body)).status, `${action} after the end`).toBe(409);
  }
  return requests;
}

/** What an answer says of a booking; a move brings a new secret, and ends the old one. */
function lifeOf(json: Record<string, unknown>, ended: string[], before?: Life): Life {
  const secret = (json.manage as { secret: string } | undefined)?.secret ?? before?.secret ?? "";
  return {
    uid: String(json.uid),
    secret,
    ended: before && secret !== before.secret ? [...ended, before.secret] : ended,
    status: String(json.status),
    version: Number(json.version),
    start: json.start,
  };
}

/** Holds, extends, releases, and asks again after the release. */
export async function walkHold(send: Send, dice: Dice): Promise<number> {
  const held = await send("POST", "/slots/reservations", { body: { eventType: "intro", start: later(dice) } });
  if (held.status !== 201) return 1;
  const path = `/slots/reservations/${held.json.reservationUid}`;
  const bearer = String(held.json.secret);
  for (const extensionsLeft of [1, 0]) {
    expect(await send("PATCH", path, { bearer })).toMatchObject({ status: 200, json: { extensionsLeft } });
  }
  expect(await send("PATCH", path, { bearer })).toMatchObject({ status: 409, json: { code: "limit_reached" } });
  expect((await send("DELETE", path, { bearer: "wrong" })).status).toBe(403);
  for (let times = 0; times < 2; times++) expect((await send("DELETE", path, { bearer })).status).toBe(204);
  expect(await send("PATCH", path, { bearer })).toMatchObject({ status: 409, json: { code: "reservation_expired" } });
  return 8;
}

/** Adds an event type, changes it, deletes it, and looks for it afterwards. */
export async function walkCatalog(send: Send, dice: Dice): Promise<number> {
  const bearer = operatorToken;
  const slug = `walk-${dice.below(1e9)}`;
  const options = { slug, title: "Walk", durationMinutes: 30, hosts: ["ada"] };
  const added = await send("POST", "/event-types", { body: options, bearer });
  expect(added, JSON.stringify(added)).toMatchObject({ status: 201, json: { version: 1 } });
  expect((await send("POST", "/event-types", { body: options, bearer })).status).toBeGreaterThanOrEqual(400);
  expect((await send("GET", `/event-types/${slug}`)).json).toMatchObject({ title: "Walk" });
  const path = `/event-types/${slug}`;
  expect((await send("PATCH", path, { body: { title: "Way", version: 1 }, bearer })).json).toMatchObject({
    version: 2,
  });
  expect((await send("PATCH", path, { body: { title: "No", version: 1 }, bearer })).json.code).toBe("version_conflict");
  expect((await send("GET", path)).json).toMatchObject({ title: "Way" });
  expect((await send("DELETE", path, { bearer })).status).toBe(204);
  for (const [method, at] of [
    ["GET", path],
    ["GET", `${path}/configuration`],
    ["DELETE", path],
  ] as const) {
    expect([404, 410]).toContain((await send(method, at, { bearer })).status);
  }
  return 10;
}
