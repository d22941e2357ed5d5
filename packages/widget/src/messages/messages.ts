import type { FailureKind } from "../store/failure.ts";

/**
 * Every word of the elements in one language. Functions where a number or a name decides the form; dates, times and
 * durations arrive as text of the same language.
 */
export interface Messages {
  previousMonth: (month: string) => string;
  nextMonth: (month: string) => string;
  today: string;
  /** A day by name, with its number of times; 0 is possible. */
  timesOnDay: (day: string, count: number) => string;
  keyHelp: string;
  noTimesInMonth: (month: string) => string;
  noTimesAtAll: string;
  nextAvailable: (day: string) => string;

  chooseDay: string;
  chooseTime: string;
  continue: string;
  /** `hours` names one span or several: `09:00–12:30, 13:30–17:00`. */
  open: (hours: string) => string;
  closed: string;
  /** At least 1. */
  seatsLeft: (count: number) => string;
  timeFormat: string;
  timeZone: string;
  searchTimeZone: string;
  noTimeZone: string;

  duration: string;
  currentTime: string;
  newTime: string;

  yourDetails: string;
  name: string;
  email: string;
  phone: string;
  company: string;
  notes: string;
  guests: string;
  guestsHint: string;
  optional: string;
  /** Stands in a list before anything is chosen. */
  choose: string;
  back: string;
  book: string;
  sending: string;
  missing: (label: string) => string;
  wrong: (label: string) => string;
  emailWrong: string;
  pleaseCheck: string;

  /** `time` is what remains: `04:32`. */
  held: (time: string) => string;
  holdEnds: string;
  extendHold: string;
  holdExpired: string;

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
  calendarFile: string;
  reschedule: string;
  cancel: string;
  bookAnother: string;

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

  /** On the floating button. */
  bookNow: string;
  close: string;
  retry: string;
  otherTimes: string;
  slow: string;
  failures: Record<Exclude<FailureKind, "rateLimited">, string>;
  /** `when` names the wait, such as "in 2 minutes"; null when the API did not say. */
  rateLimited: (when: string | null) => string;
  linkInvalid: string;
  eventTypeUnknown: string;
  notSetUp: string;
}
