import type { Json, Operation } from "./description.ts";
import { hostileBodies, hostileValues } from "./hostile-values.ts";

/** Chance, repeatable. */
export interface Dice {
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  below(count: number): number;
}

export function createDice(random: { float(): number }): Dice {
  const below = (count: number) => Math.floor(random.float() * count);
  return {
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    chance: (share) => random.float() < share,
  };
}

/** What requests may be about: what earlier answers brought. */
export interface Pools {
  bookings: { uid: string; secret: string }[];
  reservations: { uid: string; secret: string }[];
  formTokens: string[];
}

export const operatorToken = "operator-token";

/** Values by the name of their field that have a chance to be taken. */
function goodValues(dice: Dice, pools: Pools): Readonly<Record<string, () => unknown>> {
  const start = () => new Date(Date.UTC(2026, 10, 23 + dice.below(12), 8, 30 * dice.below(16))).toISOString();
  const hostId = () => dice.pick(["ada", "bob"]);
  return {
    eventType: () => dice.pick(["intro", "intro", "group", "approved"]),
    slug: () => dice.pick(["intro", "group", "spare"]),
    id: () => dice.pick(["ada", "bob", "office", "spare"]),
    start,
    end: () => "2026-12-05T00:00:00Z",
    startDate: () => "2026-11-23",
    endDate: () => "2026-11-24",
    date: () => "2026-11-23",
    duration: () => "30",
    durationMinutes: () => 30,
    timeZone: () => dice.pick(["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
    attendee: () => ({ name: "Grace Example", email: `grace${dice.below(50)}@example.org` }),
    email: () => `grace${dice.below(50)}@example.org`,
    guests: () => [`guest${dice.below(9)}@example.org`],
    add: () => [`guest${dice.below(9)}@example.org`],
    remove: () => [`guest${dice.below(9)}@example.org`],
    reservationUid: () => (pools.reservations.length > 0 ? dice.pick(pools.reservations).uid : "rs_none"),
    rescheduleUid: () => (pools.bookings.length > 0 ? dice.pick(pools.bookings).uid : "bk_none"),
    form: () => ({ token: dice.pick(["", ...pools.formTokens.slice(-5)]), website: dice.pick(["", "", "x"]) }),
    toHostId: hostId,
    fromHostId: hostId,
    hosts: () => ["ada"],
    schedule: () => "office",
    version: () => dice.below(4),
    schedules: () => ["office"],
    weekly: () => ({ monday: [{ start: "09:00", end: "17:00" }] }),
  };
}

/** A value that a JSON schema may have asked for: mostly a good one, sometimes anything. */
function createInventor(dice: Dice, pools: Pools) {
  const good = goodValues(dice, pools);
  const edges = (schema: Json) =>
    dice.pick([schema.minimum ?? 0, schema.maximum ?? 60, Number(schema.minimum ?? 0) - 1, 1, 30, 1.5]);

  function invent(name: string, schema: Json, depth = 0): unknown {
    if (dice.chance(0.06)) return dice.pick(hostileValues);
    if (good[name] && dice.chance(0.85)) return good[name]();
    const variants = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
    if (variants) return invent(name, dice.pick(variants), depth);
    if (schema.const !== undefined) return schema.const;
    if (Array.isArray(schema.enum)) return dice.pick(schema.enum);
    switch (schema.type) {
      case "object":
        return depth > 5 ? {} : inventObject(schema, depth);
      case "array":
        return Array.from({ length: dice.below(3) }, () => invent("", (schema.items ?? {}) as Json, depth + 1));
      case "integer":
      case "number":
        return edges(schema);
      case "boolean":
        return dice.chance(0.5);
      case "null":
        return null;
      default:
        return dice.chance(0.7) ? `text${dice.below(100)}` : dice.pick(hostileValues);
    }
  }

  function inventObject(schema: Json, depth = 0): Record<string, unknown> {
    const properties = (schema.properties ?? {}) as Record<string, Json>;
    const required = (schema.required ?? []) as readonly string[];
    // Who books over and over should not be an operator who is let pass by every rule.
    const rare = ["ignorePersonRules", "recurrence"];
    const share = (name: string) => (required.includes(name) ? 0.98 : rare.includes(name) ? 0.03 : 0.2);
    const names = Object.keys(properties).filter((name) => dice.chance(share(name)));
    const object = Object.fromEntries(names.map((name) => [name, invent(name, properties[name] ?? {}, depth + 1)]));
    return dice.chance(0.04)
      ? { ...object, [dice.pick(["status", "price", "clientId", "hostId", "createdAt"])]: dice.pick(hostileValues) }
      : object;
  }

  return { invent, inventObject };
}

/** As a path or query carries it. */
const textOf = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** Makes a request for an operation: its right shape more often than not, and everything else too. */
export function makeRequest({ method, path, parameters, body }: Operation, dice: Dice, pools: Pools): Request {
  const { invent, inventObject } = createInventor(dice, pools);
  const known = path.includes("reservations") ? pools.reservations : pools.bookings;
  const about =
    known.length > 0 && dice.chance(0.85) ? dice.pick(known.slice(-40)) : { uid: "bk_none", secret: "wrong" };
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) =>
    encodeURIComponent(
      name === "uid" ? about.uid : textOf(invent(name, { type: "string" })).replace(/\p{Surrogate}/gu, "") || "x",
    ),
  );
  const query = new URLSearchParams();
  for (const { name, required, schema } of parameters.filter((parameter) => parameter.in === "query")) {
    if (required ? dice.chance(0.97) : dice.chance(0.2)) query.append(name, textOf(invent(name, schema)));
    if (dice.chance(0.01)) query.append(name, "again");
  }
  if (dice.chance(0.01)) query.append(dice.pick(["__proto__", "constructor", "hostId"]), "x");
  const headers = new Headers();
  const bearer = dice.pick([about.secret, about.secret, operatorToken, operatorToken, "wrong", null]);
  if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
  const types = ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8"];
  if (method !== "GET") headers.set("Content-Type", dice.chance(0.97) ? "application/json" : dice.pick(types));
  if (dice.chance(0.9)) headers.set("Idempotency-Key", dice.chance(0.95) ? keyFor(dice) : "short");
  const text = dice.chance(0.03) ? dice.pick(hostileBodies) : body ? JSON.stringify(inventObject(body)) : undefined;
  const search = query.size > 0 ? `?${query}` : "";
  return new Request(`http://localhost${filled}${search}`, {
    method,
    headers,
    ...(method === "GET" || text === undefined ? {} : { body: text }),
  });
}

/** New more often than not; else one that was used before. */
function keyFor(dice: Dice): string {
  return dice.chance(0.9) ? `key-${dice.below(1e15)}-0000000000` : `key-of-several-requests-${dice.below(20)}`;
}

/** Takes what an answer brought. */
export function learnFrom(text: string, pools: Pools): void {
  const answer = JSON.parse(text);
  if (answer.manage) pools.bookings.push({ uid: answer.uid, secret: answer.manage.secret });
  if (answer.secret) pools.reservations.push({ uid: answer.reservationUid, secret: answer.secret });
  if (answer.form) pools.formTokens.push(answer.form.token);
}
