import type { OutsideWorld } from "./outside-world.ts";
/** Services in memory, and providers that follow the recipe: fast, so that many seeds can be tried. */
export declare function plainWorld(now: () => number): OutsideWorld;
