import type { BookingRow, OperationFact, StoredRows, Violation } from "./facts.ts";
export declare function isLive({ status }: Pick<BookingRow, "status">): boolean;
/** P1: no two claims, and no two live bookings with their buffers, share a moment of one host. */
export declare function findOverlaps({ bookings, claims }: StoredRows, now: number): Violation[];
/**
 * P1, by what people were told: at no moment had two of them been promised overlapping times of one host. What was told
 * is enough for that, whatever the rows say in the end.
 */
export declare function findPromisedTwice(operations: readonly OperationFact[]): Violation[];
