import type { Failure } from "../store/failure.ts";

/** Every word of the widget in one language. Functions where a number or a name decides the form. */
export interface Messages {
  bookingPage: string;
  loading: string;
  minutes: (count: number) => string;
  duration: string;
  withHosts: (names: string) => string;
  currentTime: string;
  newTime: string;

  previousMonth: (month: string) => string;
  nextMonth: (month: string) => string;
  today: string;
  timesOnDay: (day: string, count: number) => string;
  noTimesOnDay: (day: string) => string;
  keyHelp: string;
  noTimesInMonth: (month: string) => string;
  noTimesAtAll: string;
  nextAvailable: (day: string) => string;

  timeZone: string;
  chooseDay: string;
  seatsLeft: (count: number) => string;
  chooseTime: string;
  continue: string;

  yourDetails: string;
  name: string;
  email: string;
  phone: string;
  company: string;
  notes: string;
  notesHint: string;
  optional: string;
  back: string;
  book: string;
  booking: string;
  nameMissing: string;
  emailMissing: string;
  emailWrong: string;
  problemsFound: (count: number) => string;

  booked: string;
  requested: string;
  requestedHint: string;
  moved: string;
  yourBooking: string;
  mailSent: (email: string) => string;
  when: string;
  where: string;
  who: string;
  addToCalendar: string;
  googleCalendar: string;
  calendarFile: string;
  reschedule: string;
  cancel: string;

  moveHeading: string;
  keepTime: string;
  moveReason: string;
  move: string;
  moving: string;
  cancelHeading: string;
  cancelReason: string;
  cancelConfirm: string;
  cancelling: string;
  keep: string;
  cancelled: string;
  cancelledHint: string;
  past: string;
  rejected: string;

  retry: string;
  otherTimes: string;
  freeNearby: string;
  taken: (time: string) => string;
  failure: (failure: Failure) => string;
  linkInvalid: string;
  eventTypeUnknown: string;
  notSetUp: string;
}
