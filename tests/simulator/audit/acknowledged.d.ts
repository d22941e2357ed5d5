import type { OperationFact, StoredRows, Violation } from "./facts.ts";
/** P4: what somebody was told happened is stored, and what is stored somebody has asked for. */
export declare function findLost({ bookings }: StoredRows, operations: readonly OperationFact[]): Violation[];
