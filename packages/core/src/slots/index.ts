export type { HostReason } from "./explain-host.ts";
export {
  explainSlot,
  type HostExplanation,
  type SlotExplanation,
  type SlotReason,
  type SlotReasonCode,
} from "./explain-slot.ts";
export { findSlotAt, findSlots } from "./find-slots.ts";
export type {
  Assignment,
  BusyInterval,
  BusyKind,
  DateOverride,
  EffectiveDates,
  Limit,
  LimitPeriod,
  LimitUse,
  Schedule,
  Session,
  Slot,
  SlotHost,
  SlotQuery,
  Span,
  TimeWindow,
  Weekday,
  WeeklyWindows,
} from "./slot-query.ts";
export { SlotQueryError, type SlotQueryErrorDetails } from "./slot-query-error.ts";
