export type { AvailabilityOperations } from "./availability/availability-operations.ts";
export type { ExplainRequest, Explanation } from "./availability/explanation.ts";
export type { ListSlotsRequest, OpenHoursRequest, SlotList, SourceState } from "./availability/slot-list.ts";
export type { ActionState, BookingActions } from "./bookings/actions.ts";
export type { BookRequest } from "./bookings/book-request.ts";
export type { Answer, Attendee, Booking, BookingStatus, NoShow, SyncState } from "./bookings/booking.ts";
export type { BookingDetails, CurrentBooking, ManageAccess, ManagedBooking } from "./bookings/booking-details.ts";
export type { BookingOperations } from "./bookings/booking-operations.ts";
export type { ChangeGuestsRequest } from "./bookings/change-guests.ts";
export type { ChangeAuthority, ChangeRequest, RescheduleRequest } from "./bookings/change-request.ts";
export type { ReservationRequest } from "./bookings/change-reservation.ts";
export type { ClosingReport } from "./bookings/close-ended.ts";
export type { BookingCountRequest } from "./bookings/get-booking-count.ts";
export type { HoldOptions } from "./bookings/hold-limits.ts";
export type { RepeatableRequest } from "./bookings/idempotency-key.ts";
export type { LifecycleOperations } from "./bookings/lifecycle-operations.ts";
export type { ListBookingsRequest } from "./bookings/list-bookings.ts";
export type { NoShowRequest } from "./bookings/no-show.ts";
export type { Recurrence } from "./bookings/occurrences.ts";
export type { ReassignRequest } from "./bookings/reassign.ts";
export type { RecheckReport, RecheckRequest, TimeZoneChange } from "./bookings/recheck-time-zones.ts";
export type { Reservation } from "./bookings/reservation.ts";
export type { ReservationOperations } from "./bookings/reservation-operations.ts";
export type { HeldReservation, ReserveRequest } from "./bookings/reserve.ts";
export type { CancelSeriesRequest } from "./bookings/series.ts";
export type { SeatedSession } from "./bookings/session.ts";
export {
  type ActionTime,
  type BookingAction,
  type BookingActor,
  bookingActionRules,
  bookingActions,
  bookingTransitions,
} from "./bookings/transitions.ts";
export type { BotDefenceOptions } from "./bots/bot-defence-options.ts";
export type { AdmitRequest, BotOperations } from "./bots/bot-operations.ts";
export type { BotSign } from "./bots/form-defence.ts";
export type { AssignmentOptions, EventTypeHostOptions } from "./catalog/assignment-schema.ts";
export type { BotDefenceChoice } from "./catalog/bot-defence-schema.ts";
export type { CalendarErrorOptions } from "./catalog/calendar-error-schema.ts";
export type {
  CatalogCollection,
  CatalogEditor,
  EntryChange,
  ListEntriesRequest,
  OptionChanges,
} from "./catalog/catalog-editor.ts";
export type { CatalogOperations } from "./catalog/catalog-operations.ts";
export type { CatalogOptions } from "./catalog/catalog-options.ts";
export type { ConfirmationOptions } from "./catalog/confirmation-schema.ts";
export { calendarsOfHost, erasedHost } from "./catalog/erased-host.ts";
export type { EventTypeOptions } from "./catalog/event-type-schema.ts";
export type { GuestsOptions } from "./catalog/guests-schema.ts";
export type { HostOptions } from "./catalog/host-schema.ts";
export type {
  BookingLimitOptions,
  ClientLimitOptions,
  EventTypeLimitOptions,
  HostLimitsOptions,
  LimitsOptions,
} from "./catalog/limits-schema.ts";
export type { OfferOptions } from "./catalog/offer-schema.ts";
export type { PeopleOptions } from "./catalog/person-rules-schema.ts";
export type { ChangePolicyOptions, PoliciesOptions, ReschedulePolicyOptions } from "./catalog/policies-schema.ts";
export type { PresentationOptions } from "./catalog/presentation-schema.ts";
export type { QuestionOptions, QuestionsOptions } from "./catalog/questions-schema.ts";
export type { RecurringOptions } from "./catalog/recurring-schema.ts";
export type { RemindersOptions } from "./catalog/reminders-schema.ts";
export type { ScheduleOptions } from "./catalog/schedule-schema.ts";
export type { SeatsOptions } from "./catalog/seats-schema.ts";
export { type StaticCatalogOptions, staticCatalog } from "./catalog/static-catalog.ts";
export { type StoredCatalog, type StoredCatalogOptions, storedCatalog } from "./catalog/stored-catalog.ts";
export type { TimingOptions } from "./catalog/timing-schema.ts";
export { type ClientScope, defaultClientId } from "./client-scope.ts";
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
export type { PartBreaker, PartHealth, PartQuota, SlotKitHealth } from "./health.ts";
export type { DeliveredState, Effect, EffectFailure, EffectSubject, Integration } from "./outbox/effect.ts";
export type { QuotaOptions, QuotasOptions, RequestLimit } from "./outside/quota-options.ts";
export type { CalendarReadOptions, ResilienceOptions } from "./outside/resilience-options.ts";
export type {
  BookingLimit,
  LimitUsage,
  ScopedLimit,
  UsageFilter,
  UsageRepository,
  UsageScope,
} from "./ports/booking-limits.ts";
export type { BookingScan, BookingScanner } from "./ports/booking-scan.ts";
export type { BookingSnapshot, SnapshotHost } from "./ports/booking-snapshot.ts";
export type {
  BookingAttempt,
  BotDefence,
  BotDefenceMode,
  FilledForm,
  IssuedForm,
} from "./ports/bot-defence.ts";
export type { BreakerChange, BreakerStateRepository, StoredBreaker } from "./ports/breaker-states.ts";
export type {
  BusySpan,
  CalendarProvider,
  CalendarReading,
  PutEventRequest,
  PutEventResult,
  ReadBusyRequest,
  RemoveEventRequest,
} from "./ports/calendar-provider.ts";
export {
  type Catalog,
  type CatalogDocuments,
  type ChangePolicy,
  type EventType,
  type EventTypeHost,
  type Frequency,
  frequencies,
  type Host,
  type OnCalendarError,
  type ReschedulePolicy,
  type Seats,
} from "./ports/catalog.ts";
export type {
  CatalogContents,
  CatalogDocument,
  CatalogEntry,
  CatalogKind,
  CatalogPage,
  CatalogRepository,
  CatalogWrites,
} from "./ports/catalog-repository.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { CrmProvider, RecordBookingRequest, RecordBookingResult } from "./ports/crm-provider.ts";
export type {
  ClientShare,
  DueClientsRequest,
  EffectLeases,
  LeasedRow,
  LeaseRequest,
} from "./ports/effect-leases.ts";
export type { EventParty, EventSnapshot } from "./ports/event-snapshot.ts";
export type { Housekeeping, PruneRequest } from "./ports/housekeeping.ts";
export {
  type FailureKind,
  IntegrationError,
  type IntegrationErrorOptions,
  isIntegrationError,
} from "./ports/integration-error.ts";
export type { CallOptions, IntegrationHealth, Pace } from "./ports/integration-health.ts";
export { type LogFields, type Logger, silentLogger } from "./ports/logger.ts";
export type { CalendarFileRequest, Notification, NotificationKind, Notifier } from "./ports/notifier.ts";
export type {
  ActiveRule,
  CoolDownRule,
  FrequencyRule,
  PersonBooking,
  PersonPolicy,
  PersonRepository,
  PersonRule,
  PersonWindow,
  ScopedPersonRule,
} from "./ports/person-rules.ts";
export type { QuotaClaim, QuotaShare, QuotaShareRepository } from "./ports/quota-shares.ts";
export { type Random, systemRandom } from "./ports/random.ts";
export type { RateLimitCount, RateLimitStore } from "./ports/rate-limit-store.ts";
export type { ReservationRepository, ReservationWrites } from "./ports/reservations.ts";
export type { SessionRepository, SessionWrites } from "./ports/sessions.ts";
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
export type {
  SyncQueueFilter,
  SyncQueueRepository,
  SyncQueueState,
  SyncQueueSummary,
  SyncQueues,
} from "./ports/sync-queue.ts";
export { silentTelemetry, type Telemetry } from "./ports/telemetry.ts";
export type { WebhookBooking, WebhookPayload, WebhookReservation, WebhookSync } from "./ports/webhook-payload.ts";
export {
  type WebhookDelivery,
  type WebhookDeliveryFilter,
  type WebhookDisabledReason,
  type WebhookEndpoint,
  type WebhookEventType,
  type WebhookOutbox,
  type WebhookRepository,
  type WebhookRequest,
  type WebhookSender,
  type WebhookWrites,
  webhookEventTypes,
} from "./ports/webhooks.ts";
export type { LabelledAnswer } from "./questions/labelled-answers.ts";
export { type Question, type QuestionOption, type QuestionType, questionTypes } from "./questions/question.ts";
export { DeadlineExceeded, withDeadline } from "./resilience/with-deadline.ts";
export { canonicalEmail, type IdentityOptions } from "./rules/canonical-email.ts";
export type { SlotKit } from "./slotkit.ts";
export { defineConfig, type SlotKitConfig, type SlotKitOptions } from "./slotkit-options.ts";
export { slotQuerySchema } from "./slots/slot-query-schema.ts";
export { type MemoryRateLimitStoreOptions, memoryRateLimitStore } from "./storage/memory-rate-limit-store.ts";
export { type MemoryStorage, memoryStorage } from "./storage/memory-storage.ts";
export type { BackfillCrmPage, BackfillCrmRequest } from "./sync/backfill-crm.ts";
export type { DeliverOptions } from "./sync/deliver.ts";
export type { DeliveryReport } from "./sync/delivery-lane.ts";
export type { DeliveryOptions } from "./sync/delivery-options.ts";
export type { SyncOperations } from "./sync/sync-operations.ts";
export type { ListSyncQueueRequest, SyncQueueEntry, SyncQueueRequest, SyncQueueSelection } from "./sync/sync-queue.ts";
export { formatInstant, formatInstantUtc, isInstant, parseInstant } from "./time/instant.ts";
export { InvalidTimeError } from "./time/invalid-time-error.ts";
export { addDays, isLocalDate } from "./time/local-date.ts";
export { instantsOfLocalDate, localDateAt } from "./time/local-time.ts";
export { isTimeZone } from "./time/time-zone.ts";
export type { ZoneRules } from "./time/zone-rules.ts";
export { parseOptions } from "./validation/parse-options.ts";
export { parseRequest } from "./validation/parse-request.ts";
export type {
  CreateWebhookRequest,
  NewWebhookSecret,
  ReplayWebhooksRequest,
  RotateWebhookSecretRequest,
  UpdateWebhookRequest,
  WebhookOperations,
  WebhookScope,
} from "./webhooks/webhook-operations.ts";
