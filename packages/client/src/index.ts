export type {
  Answer,
  AttendeeInput,
  AvailableSlotsAnswer,
  AvailableSlotsQuery,
  BookingErrorCode,
  BookingStatus,
  BookingView,
  BusinessHoursView,
  CancelBody,
  CreateBookingBody,
  EventTypeView,
  HealthAnswer,
  HealthPart,
  Problem,
  ProblemField,
  RescheduleBody,
  SlotSource,
  SlotsAnswer,
  SlotsQuery,
  SlotView,
  SyncState,
} from "@slotkit/core/http";
export { type ApiError, isApiError, type NetworkError, type ProblemError, type ProtocolError } from "./api-error.ts";
export { type ApiClient, type CallOptions, type ClientOptions, createClient } from "./create-client.ts";
export type { Fetch } from "./exchange.ts";
export { createIdempotencyKey } from "./idempotency-key.ts";
