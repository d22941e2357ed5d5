/** The calendar and the times alone, for pages that do the booking themselves. */
export { BookingCalendar } from "./define/booking-calendar.ts";
export { BookingSlots } from "./define/booking-slots.ts";
