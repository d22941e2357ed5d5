export { BookingCalendar, type DayChosen } from "./booking-calendar.ts";
export { BookingElement } from "./booking-element.ts";
export { BookingForm, type FormField, type FormValues } from "./booking-form.ts";
export { BookingWidget } from "./booking-widget.ts";
export type {
  BookingEvent,
  BookingEventDetails,
  BookingEventName,
  BookingRequest,
  Emit,
  PublicBooking,
} from "./events.ts";
export type { Prefill } from "./forms.ts";
export { en } from "./messages/en.ts";
export { type Language, type LanguageOptions, languageOf } from "./messages/language.ts";
export type { Messages } from "./messages/messages.ts";
export { type PluralForms, plural } from "./messages/plural.ts";
export {
  Availability,
  type AvailabilityOptions,
  type AvailabilityQuery,
  type Days,
  type MonthState,
} from "./store/availability.ts";
export type { BookingState, Outcome, Submission } from "./store/booking-state.ts";
export {
  type BookingDetails as BookingAnswers,
  BookingStore,
  type Manage,
  type StoreConfig,
} from "./store/booking-store.ts";
export { createFailure, type Failure, type FailureKind, toFailure } from "./store/failure.ts";
export type { DayKey, MonthKey } from "./time/calendar-date.ts";
export { createFormats, type Formats, type FormatsOptions, type HourCycle, type Span } from "./time/formats.ts";
