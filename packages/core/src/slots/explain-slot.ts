import { checkInstant } from "./check-value.ts";
import { compileQuery } from "./compile-query.ts";
import { explainStart } from "./explain-start.ts";
import type { SlotQuery } from "./slot-query.ts";
import type { SlotExplanation } from "./slot-reason.ts";

/**
 * Says whether a start can be booked (see `findSlotAt`) and, if not, all reasons: for the slot and for each host.
 *
 * Intervals, sources and hosts are for operators: they repeat what calendars keep private. `publicReasons` says what a
 * stranger may hear.
 *
 * @param start - Epoch milliseconds; a start outside the query's range is explained too.
 * @throws {SlotQueryError} as `findSlots` does.
 */
export function explainSlot(query: SlotQuery, start: number): SlotExplanation {
  checkInstant(start, ["start"]);
  return explainStart(compileQuery(query), start);
}
