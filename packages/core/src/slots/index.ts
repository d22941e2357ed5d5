export { chooseHosts, type HostCandidate, type HostChoice, type HostChoiceCause } from "./choose-hosts.ts";
export { type DayExplanation, explainDay } from "./explain-day.ts";
export { explainLocalTime, type LocalTime, type LocalTimeExplanation } from "./explain-local-time.ts";
export { explainSlot } from "./explain-slot.ts";
export { findFirstSlots, findNextSlot, findSlotAt, findSlots } from "./find-slots.ts";
export { type PublicReason, publicReasons } from "./public-reasons.ts";
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
export {
  type ClockGap,
  type DayReason,
  type HostExplanation,
  type HostReason,
  type LimitReached,
  type SlotExplanation,
  type SlotReason,
  type SlotReasonCode,
  slotReasonCodes,
} from "./slot-reason.ts";
