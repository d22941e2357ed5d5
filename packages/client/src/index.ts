export type {
  ActionView,
  Answer,
  AttendeeInput,
  AvailableSlotsAnswer,
  AvailableSlotsQuery,
  BookingAction,
  BookingErrorCode,
  BookingFormBody,
  BookingFormView,
  BookingStatus,
  BookingView,
  BusinessHoursView,
  CancelBody,
  CancelSeriesBody,
  ChangeSyncQueueAnswer,
  ChangeSyncQueueBody,
  CreateBookingBody,
  CreateWebhookBody,
  EntryView,
  EventTypeOptions,
  EventTypeView,
  FailureKind,
  Frequency,
  GuestsBody,
  HealthAnswer,
  HealthPart,
  HealthSyncQueue,
  HostOptions,
  Integration,
  ListEntriesAnswer,
  ListEntriesQuery,
  ListWebhooksAnswer,
  NoShowBody,
  PatchEntryBody,
  Problem,
  ProblemField,
  Question,
  QuestionOption,
  QuestionType,
  ReassignBody,
  RecurrenceBody,
  ReplaceEntryBody,
  ReplayWebhooksAnswer,
  ReplayWebhooksBody,
  RescheduleBody,
  ReservationView,
  ReserveBody,
  RotateWebhookSecretBody,
  ScheduleOptions,
  SeriesAnswer,
  SlotSource,
  SlotsAnswer,
  SlotsQuery,
  SlotView,
  SyncQueueAnswer,
  SyncQueueEntryView,
  SyncQueueMatching,
  SyncQueueQuery,
  SyncQueueState,
  SyncState,
  UpdateWebhookBody,
  WebhookDeliveriesAnswer,
  WebhookDeliveriesQuery,
  WebhookDeliveryView,
  WebhookEventType,
  WebhookView,
} from "@slotkit/core/http";
export { type ApiError, isApiError, type NetworkError, type ProblemError, type ProtocolError } from "./api-error.ts";
export { type BookingForm, type BookingFormOptions, createBookingForm } from "./booking-form.ts";
export { type BookingCalls, bookingCalls } from "./calls/bookings.ts";
export type { Caller, CallOptions, RepeatableOptions } from "./calls/caller.ts";
export type { CatalogCalls, EntryCalls } from "./calls/catalog.ts";
export type { EventTypeCalls } from "./calls/event-types.ts";
export type { HealthCalls } from "./calls/health.ts";
export type { LifecycleCalls } from "./calls/lifecycle.ts";
export { type ReservationCalls, reservationCalls } from "./calls/reservations.ts";
export { type SlotCalls, slotCalls } from "./calls/slots.ts";
export type { SyncCalls } from "./calls/sync.ts";
export type { WebhookCalls } from "./calls/webhooks.ts";
export { type ApiClient, type ClientOptions, createCaller, createClient } from "./create-client.ts";
export {
  createOperatorClient,
  type OperatorClient,
  type OperatorClientOptions,
} from "./create-operator-client.ts";
export type { Fetch } from "./exchange.ts";
export { createIdempotencyKey } from "./idempotency-key.ts";
