import type { Fleet } from "../server/fleet.ts";
import type { Chance } from "../world/chance.ts";
import type { NetworkClimate } from "../world/scenario.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";

/** A request as a visitor's browser sends it. */
export interface Outgoing {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With its query. */
  path: string;
  bearer?: string | undefined;
  idempotencyKey?: string | undefined;
  /** Name of the operation that it asks for, where repeats of it are one operation. */
  request?: string | undefined;
  body?: object | undefined;
}

/** What came of it. */
export type Incoming =
  | { kind: "answer"; status: number; text: string }
  /** Nobody listened: it cannot have had an effect. */
  | { kind: "unsent" }
  /** No answer came, whatever happened. */
  | { kind: "lost" };

/** Sends requests to whatever process a balancer picks, over a network that loses and doubles them. */
export type Send = (outgoing: Outgoing, who: string) => Promise<Incoming>;

export interface NetworkOptions {
  time: VirtualTime;
  fleet: Fleet;
  chance: Chance;
  trace: Trace;
  climate: NetworkClimate;
  isCalm(): boolean;
  /** Told of a request that the network delivered a second time. */
  onDoubled(outgoing: Outgoing): void;
}

const patienceMs = 30_000;

export function createNetwork(options: NetworkOptions): Send {
  const { time, fleet, chance, trace, climate, isCalm, onDoubled } = options;

  /** One delivery to one process; null when no answer came of it. */
  async function deliver(outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> {
    await time.sleep(chance.between(1, 40));
    const { running } = fleet;
    if (running.length === 0) return { kind: "unsent" };
    const process = chance.pick(running);
    try {
      const response = await process.handle(requestOf(outgoing, signal));
      const text = await response.text();
      await time.sleep(chance.between(1, 40));
      return { kind: "answer", status: response.status, text };
    } catch {
      return { kind: "lost" };
    }
  }
  async function deliverBadly(outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> {
    if (isCalm()) return deliver(outgoing, signal);
    if (chance.of(climate.lostBefore)) return nothing();
    if (chance.of(climate.twice)) {
      onDoubled(outgoing);
      void time.sleep(chance.between(0, 20_000)).then(() => deliver(outgoing, new AbortController().signal));
    }
    const incoming = await deliver(outgoing, signal);
    return chance.of(climate.lostAfter) ? nothing() : incoming;
  }

  return async (outgoing, who) => {
    const impatience = new AbortController();
    const answered = new AbortController();
    const giveUp = time.sleep(patienceMs, answered.signal).then(
      (): Incoming => {
        impatience.abort(new Error("The visitor left."));
        return { kind: "lost" };
      },
      () => nothing(),
    );
    const incoming = await Promise.race([deliverBadly(outgoing, impatience.signal), giveUp]);
    answered.abort();
    const result = incoming.kind === "answer" ? `${incoming.status}${codeOf(incoming.text)}` : incoming.kind;
    trace.write(who, `${outgoing.method} ${outgoing.path} -> ${result}`);
    return incoming;
  };
}

function nothing(): Promise<never> {
  return new Promise(() => undefined);
}

function requestOf({ method, path, bearer, idempotencyKey, body }: Outgoing, signal: AbortSignal): Request {
  const headers = new Headers();
  if (bearer !== undefined) headers.set("Authorization", `Bearer ${bearer}`);
  if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  return new Request(`https://book.example.com${path}`, {
    method,
    headers,
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function codeOf(text: string): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  return code === undefined ? "" : ` ${code}`;
}
