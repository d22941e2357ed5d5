import type { Violation, WorldFacts } from "./facts.ts";
/** P5, once everything has been delivered: one event per live booking and none for a dead one, one record per booking. */
export declare function findUntrueOutside({
  rows,
  events,
  contacts,
}: Pick<WorldFacts, "rows" | "events" | "contacts">): Violation[];
