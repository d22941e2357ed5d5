import type { FailureKind } from "../store/failure.ts";

/** Every word of the widget in one language. Functions where a number or a name decides the form. */
export interface Messages {
  minutes: (count: number) => string;
  duration: string;
  currentTime: string;
  newTime: string;

  previousMonth: (month: string) => string;
  nextMonth: (month: string) => string;
  today: string;
  /** A day by name, with its number of times; 0 is possible. */
  timesOnDay: (day: string, count: number) => string;
  keyHelp: string;
  noTimesInMonth: (month: string) => string;
  noTimesAtAll: string;
  nextAvailable: (day: string) => string;

  timeZone: string;
  chooseDay: string;
  chooseTime: string;
  continue: string;

  yourDetails: string;
  name: string;
  email: string;
  phone: string;
  company: string;
  notes: string;
  optional: string;
  back: string;
  book: string;
  sending: string;
  nameMissing: string;
  emailMissing: string;
  emailWrong: string;
  pleaseCheck: string;

  booked: string;
  requested: string;
  requestedHint: string;
  moved: string;
  yourBooking: string;
  mailSent: (email: string) => string;
  when: string;
  where: string;
  who: string;
  googleCalendar: string;
  calendarFile: string;
  reschedule: string;
  cancel: string;

  moveHeading: string;
  keepTime: string;
  move: string;
  cancelHeading: string;
  reason: string;
  keep: string;
  cancelled: string;
  cancelledHint: string;
  past: string;
  rejected: string;

  retry: string;
  otherTimes: string;
  failures: Record<Exclude<FailureKind, "rateLimited">, string>;
  /** `seconds` is null when the API did not say how long. */
  rateLimited: (seconds: number | null) => string;
  linkInvalid: string;
  eventTypeUnknown: string;
  notSetUp: string;
}
