import type { MailFact } from "../audit/facts.ts";
import type { Chance } from "../world/chance.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import { type History } from "./history.ts";
import type { Send } from "./network.ts";
/** What a visitor has at hand. */
export interface VisitorWorld {
  time: VirtualTime;
  history: History;
  send: Send;
  slugs: readonly string[];
  timeZone: string;
  /** Mails that have arrived at anybody's. */
  mails: readonly MailFact[];
  /** Nobody begins anything new any more. */
  isClosing(): boolean;
}
/** Somebody who comes to the page, books, and comes back to change it. */
export declare function visit(world: VisitorWorld, chance: Chance, who: string, wish?: Wish): Promise<void>;
/** A slot that somebody has set their heart on. */
export interface Wish {
  eventType: string;
  start: number;
  durationMinutes: number | undefined;
}
/** Chooses a slot from the list, near ones rather than late ones, so that people meet. */
export declare function look(world: VisitorWorld, chance: Chance, who: string): Promise<Wish | null>;
