export type { Answer, Attendee, Booking, BookingStatus, SyncState } from "./bookings/booking.ts";
export { type BookingAction, bookingTransitions } from "./bookings/transitions.ts";
export {
  type EventTypeHostOptions,
  type EventTypeOptions,
  type HostOptions,
  type ScheduleOptions,
  type StaticCatalogOptions,
  staticCatalog,
} from "./catalog/static-catalog.ts";
export { ConfigurationError } from "./configuration-error.ts";
export { createSlotKit } from "./create-slotkit.ts";
export {
  type Alternative,
  BookingError,
  type BookingErrorCode,
  type BookingErrorDetails,
  bookingErrorCodes,
  type FieldError,
  invalidField,
  isBookingError,
} from "./errors.ts";
export type { DeliveredState, Effect, EffectFailure, EffectSubject, Integration } from "./outbox/effect.ts";
export type { BookingSnapshot, SnapshotHost } from "./ports/booking-snapshot.ts";
export type {
  BusySpan,
  CalendarProvider,
  CalendarReading,
  PutEventRequest,
  PutEventResult,
  ReadBusyRequest,
  RemoveEventRequest,
} from "./ports/calendar-provider.ts";
export type { Catalog, EventType, EventTypeHost, Host, OnCalendarError } from "./ports/catalog.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { CrmProvider, RecordBookingResult } from "./ports/crm-provider.ts";
export {
  type FailureKind,
  IntegrationError,
  type IntegrationErrorOptions,
  isIntegrationError,
} from "./ports/integration-error.ts";
export type { CallOptions, IntegrationHealth } from "./ports/integration-health.ts";
export { type LogFields, type Logger, silentLogger } from "./ports/logger.ts";
export type { CalendarFileRequest, Notification, NotificationKind, Notifier } from "./ports/notifier.ts";
export { type Random, systemRandom } from "./ports/random.ts";
export type { RateLimitStore } from "./ports/rate-limit-store.ts";
export type {
  BookingFilter,
  BookingRepository,
  CalendarRead,
  CalendarReadRepository,
  Claim,
  ClaimRepository,
  ClientReads,
  ClientStorage,
  DeliveredSpan,
  EffectRepository,
  IdempotencyKey,
  IdempotencyRepository,
  IdempotencyRun,
  IdempotencyState,
  Lock,
  MigrationReport,
  Storage,
  Transaction,
} from "./ports/storage.ts";
export { silentTelemetry, type Telemetry } from "./ports/telemetry.ts";
export { DeadlineExceeded, withDeadline } from "./resilience/with-deadline.ts";
export {
  type BookingDetails,
  type BookRequest,
  type ChangeAuthority,
  type ChangeRequest,
  type ClientScope,
  type DeliveryReport,
  defaultClientId,
  type ExplainRequest,
  type Explanation,
  type ListBookingsRequest,
  type ListSlotsRequest,
  type ManageAccess,
  type ManagedBooking,
  type OpenHoursRequest,
  type PartHealth,
  type RescheduleRequest,
  type SlotKit,
  type SlotKitHealth,
  type SlotList,
  type SourceState,
} from "./slotkit.ts";
export { defineConfig, type SlotKitConfig, type SlotKitOptions } from "./slotkit-options.ts";
export { slotQuerySchema } from "./slots/slot-query-schema.ts";
export { memoryStorage } from "./storage/memory-storage.ts";
export { formatInstant, formatInstantUtc, isInstant, parseInstant } from "./time/instant.ts";
export { InvalidTimeError } from "./time/invalid-time-error.ts";
export { addDays, isLocalDate } from "./time/local-date.ts";
export { instantsOfLocalDate, localDateAt } from "./time/local-time.ts";
export { isTimeZone } from "./time/time-zone.ts";
export { parseOptions } from "./validation/parse-options.ts";
export { parseRequest } from "./validation/parse-request.ts";
