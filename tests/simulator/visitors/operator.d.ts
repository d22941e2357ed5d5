import type { Chance } from "../world/chance.ts";
import type { VisitorWorld } from "./visitor.ts";
/** Somebody at the desk, who looks now and then at what waits for an answer. */
export declare function operate(world: VisitorWorld, chance: Chance): Promise<void>;
