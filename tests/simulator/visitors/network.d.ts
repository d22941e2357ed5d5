import type { Fleet } from "../server/fleet.ts";
import type { Chance } from "../world/chance.ts";
import type { NetworkClimate } from "../world/scenario.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
/** A request as a visitor's browser sends it. */
export interface Outgoing {
  method: "GET" | "POST";
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
  | {
      kind: "answer";
      status: number;
      text: string;
    }
  /** Nobody listened: it cannot have had an effect. */
  | {
      kind: "unsent";
    }
  /** No answer came, whatever happened. */
  | {
      kind: "lost";
    };
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
export declare function createNetwork(options: NetworkOptions): Send;
