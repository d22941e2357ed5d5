import type { SlotKitContext } from "../context.ts";
import { explain } from "./explain.ts";
import type { ExplainRequest, Explanation } from "./explanation.ts";
import { listOpenHours } from "./list-open-hours.ts";
import { listSlots } from "./list-slots.ts";
import type { ListSlotsRequest, OpenHoursRequest, SlotList } from "./slot-list.ts";

/** What a SlotKit tells of bookable times. */
export interface AvailabilityOperations {
  /** @throws {BookingError} `not_found`, `validation_failed` with the field. */
  listSlots(request: ListSlotsRequest): Promise<SlotList>;
  /** Why a time is offered or not; for operators. @throws {BookingError} `not_found`, `validation_failed`. */
  explain(request: ExplainRequest): Promise<Explanation>;
  /** When enough hosts of the event type are inside their windows. */
  listOpenHours(request: OpenHoursRequest): Promise<readonly { start: number; end: number }[]>;
}

export function availabilityOperations(context: SlotKitContext): AvailabilityOperations {
  return {
    listSlots: (request) => listSlots(context, request),
    explain: (request) => explain(context, request),
    listOpenHours: (request) => listOpenHours(context, request),
  };
}
