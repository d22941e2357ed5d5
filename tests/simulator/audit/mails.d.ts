import type { Violation, WorldFacts } from "./facts.ts";
/** Mails, once everything has been delivered: everybody knows the last state, told once, and nothing came after the end. */
export declare function findWrongMails(facts: WorldFacts, endedAt: (uid: string) => number | null): Violation[];
