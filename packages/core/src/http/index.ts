export type { Answer, BookingStatus, SyncState } from "../bookings/booking.ts";
export type { BookingAction } from "../bookings/transitions.ts";
export type { EventTypeOptions } from "../catalog/event-type-schema.ts";
export type { HostOptions } from "../catalog/host-schema.ts";
export type { ScheduleOptions } from "../catalog/schedule-schema.ts";
export type { BookingErrorCode } from "../errors.ts";
export type { Integration } from "../outbox/effect.ts";
export type { Frequency } from "../ports/catalog.ts";
export type { FailureKind } from "../ports/integration-error.ts";
export type { SyncQueueState } from "../ports/sync-queue.ts";
export type { WebhookDelivery, WebhookDisabledReason, WebhookEventType } from "../ports/webhooks.ts";
export type { Question, QuestionOption, QuestionType } from "../questions/question.ts";
export {
  type BookingFormBody,
  type BookingFormView,
  bookingFormBodySchema,
  bookingFormViewSchema,
} from "./booking-form.ts";
export { type ActionView, type BookingView, bookingViewSchema } from "./booking-view.ts";
export {
  type DeleteEntryQuery,
  deleteEntryQuerySchema,
  type EntrySchemas,
  type EntryView,
  eventTypeEntrySchemas,
  hostEntrySchemas,
  type ListEntriesAnswer,
  type ListEntriesQuery,
  listEntriesQuerySchema,
  type PatchEntryBody,
  type ReplaceEntryBody,
  scheduleEntrySchemas,
} from "./catalog.ts";
export { type CancelBody, cancelBodySchema, type RescheduleBody, rescheduleBodySchema } from "./change-booking.ts";
export {
  type AttendeeInput,
  type CreateBookingBody,
  createBookingBodySchema,
  type RecurrenceBody,
} from "./create-booking.ts";
export { type EventTypeView, eventTypeViewSchema } from "./event-types.ts";
export {
  type ExplainAnswer,
  type ExplainQuery,
  explainAnswerSchema,
  explainQuerySchema,
  type ReasonView,
  type SpanView,
  type StartExplanationView,
} from "./explain.ts";
export {
  type HealthAnswer,
  type HealthBreaker,
  type HealthPart,
  type HealthQuota,
  type HealthSyncQueue,
  healthAnswerSchema,
  healthPartSchema,
} from "./health.ts";
export {
  type CancelSeriesBody,
  cancelSeriesBodySchema,
  type GuestsBody,
  guestsBodySchema,
  type NoShowBody,
  noShowBodySchema,
  type ReassignBody,
  reassignBodySchema,
  type SeriesAnswer,
  seriesAnswerSchema,
} from "./lifecycle.ts";
export {
  type ListBookingsAnswer,
  type ListBookingsQuery,
  listBookingsAnswerSchema,
  listBookingsQuerySchema,
} from "./list-bookings.ts";
export { type Problem, type ProblemField, problemSchema, statusOfCode } from "./problem.ts";
export {
  type ReservationView,
  type ReserveBody,
  reservationViewSchema,
  reserveBodySchema,
} from "./reservations.ts";
export {
  type AvailableSlotsAnswer,
  type AvailableSlotsQuery,
  availableSlotsAnswerSchema,
  availableSlotsQuerySchema,
  type BusinessHoursView,
  type SlotSource,
  type SlotsAnswer,
  type SlotsQuery,
  type SlotView,
  slotsAnswerSchema,
  slotsQuerySchema,
} from "./slots.ts";
export {
  type ChangeSyncQueueAnswer,
  type ChangeSyncQueueBody,
  changeSyncQueueAnswerSchema,
  changeSyncQueueBodySchema,
  type SyncQueueAnswer,
  type SyncQueueEntryView,
  type SyncQueueMatching,
  type SyncQueueQuery,
  syncQueueAnswerSchema,
  syncQueueQuerySchema,
} from "./sync.ts";
export {
  type CreateWebhookBody,
  createWebhookBodySchema,
  type ListWebhooksAnswer,
  listWebhooksAnswerSchema,
  type ReplayWebhooksAnswer,
  type ReplayWebhooksBody,
  type RotateWebhookSecretBody,
  replayWebhooksAnswerSchema,
  replayWebhooksBodySchema,
  rotateWebhookSecretBodySchema,
  type UpdateWebhookBody,
  updateWebhookBodySchema,
  type WebhookDeliveriesAnswer,
  type WebhookDeliveriesQuery,
  type WebhookDeliveryView,
  type WebhookView,
  webhookDeliveriesAnswerSchema,
  webhookDeliveriesQuerySchema,
  webhookViewSchema,
} from "./webhooks.ts";
