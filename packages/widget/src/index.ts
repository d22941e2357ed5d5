export { BookingCalendar } from "./booking-calendar.ts";
export { BookingConfirmation } from "./booking-confirmation.ts";
export { BookingDetails } from "./booking-details.ts";
export { BookingForm } from "./booking-form.ts";
export { BookingPart } from "./booking-part.ts";
export { BookingPopup } from "./booking-popup.ts";
export { BookingSlots } from "./booking-slots.ts";
export { BookingTimeZone } from "./booking-time-zone.ts";
export { BookingWidget } from "./booking-widget.ts";
export { type CalendarLink, calendarLinks } from "./calendar-links.ts";
export type {
  BookingEvent,
  BookingEventDetails,
  BookingEventName,
  BookingRequest,
  Emit,
  PublicBooking,
} from "./events.ts";
export type { FieldType, FieldValue, FormField, FormValues } from "./form/form-field.ts";
export type { BookingElements, ElementProps } from "./frameworks/element-props.ts";
export { en } from "./messages/en.ts";
export { type Language, type LanguageOptions, languageOf } from "./messages/language.ts";
export type { Messages } from "./messages/messages.ts";
export { type PluralForms, plural } from "./messages/plural.ts";
export { listenForTriggers } from "./popup-triggers.ts";
export {
  Availability,
  type AvailabilityOptions,
  type AvailabilityQuery,
  type Days,
  type MonthState,
  type Moving,
} from "./store/availability.ts";
export type { BookingState, Outcome, Submission } from "./store/booking-state.ts";
export { type BookingDetails as BookingAnswers, BookingStore, type VisitorCalls } from "./store/booking-store.ts";
export type { Clock } from "./store/clock.ts";
export { createFailure, type Failure, type FailureKind, toFailure } from "./store/failure.ts";
export { Hold } from "./store/hold.ts";
export type { Answers, Prefill, StoreConfig } from "./store/store-config.ts";
export { StoreController } from "./store/store-controller.ts";
export { type StoreOptions, TimesStore } from "./store/times-store.ts";
export type { DayKey, MonthKey } from "./time/calendar-date.ts";
export { createFormats, type Formats, type FormatsOptions, type HourCycle, type Span } from "./time/formats.ts";
