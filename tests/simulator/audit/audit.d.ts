import type { StoredRows, Violation, WorldFacts } from "./facts.ts";
/** Judges the rows at any instant, deliveries under way or not. */
export declare function auditRows(rows: StoredRows, now: number, mustTell: readonly string[]): Violation[];
/** Judges everything, once the faults have ended and the deliveries with them. */
export declare function auditWorld(facts: WorldFacts, mustTell: readonly string[]): Violation[];
