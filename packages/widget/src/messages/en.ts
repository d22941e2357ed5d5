import type { Failure } from "../store/failure.ts";
import type { Messages } from "./messages.ts";

const plural = new Intl.PluralRules("en");
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === "one" ? one : other}`;

function failure(failed: Failure): string {
  switch (failed.kind) {
    case "taken":
      return "That time has just been taken.";
    case "invalid":
      return "Some of your answers were not accepted.";
    case "offline":
      return "We could not reach the server. Check your connection and try again.";
    case "rateLimited":
      return failed.retryAfterSeconds
        ? `Too many attempts. Please try again in ${wait(failed.retryAfterSeconds)}.`
        : "Too many attempts. Please try again in a moment.";
    case "calendarUnavailable":
      return "The calendar cannot be read right now, so no times can be offered. Please try again in a few minutes.";
    case "personLimit":
      return "No further booking can be taken from you at the moment.";
    case "tooLate":
      return "It is too late to change this booking.";
    case "settled":
      return "This booking has changed in the meantime.";
    case "missing":
      return "This could not be found.";
    case "server":
      return "Something went wrong on our side. Please try again.";
  }
}

const wait = (seconds: number) =>
  seconds < 60 ? count(seconds, "second", "seconds") : count(Math.ceil(seconds / 60), "minute", "minutes");

/** English, built in. */
export const en: Messages = {
  bookingPage: "Book a time",
  loading: "Loading available times…",
  minutes: (n) => `${n} min`,
  duration: "Duration",
  withHosts: (names) => `with ${names}`,
  currentTime: "Current time",
  newTime: "New time",

  previousMonth: (month) => `Previous month, ${month}`,
  nextMonth: (month) => `Next month, ${month}`,
  today: "today",
  timesOnDay: (day, n) => `${day}, ${count(n, "time", "times")}`,
  noTimesOnDay: (day) => `${day}, no free times`,
  keyHelp: "Arrow keys move by day and week, Page Up and Page Down by month, with Shift by year. Enter chooses a day.",
  noTimesInMonth: (month) => `No free times in ${month}.`,
  noTimesAtAll: "There are no free times at the moment. Please look again later.",
  nextAvailable: (day) => `Next available: ${day}`,

  timeZone: "Time zone",
  chooseDay: "Choose a day to see its times.",
  seatsLeft: (n) => `${count(n, "seat", "seats")} left`,
  chooseTime: "Choose a time",
  continue: "Continue",

  yourDetails: "Your details",
  name: "Name",
  email: "Email",
  phone: "Phone",
  company: "Company",
  notes: "Notes",
  notesHint: "Anything that helps to prepare.",
  optional: "optional",
  back: "Back",
  book: "Confirm booking",
  booking: "Booking…",
  nameMissing: "Enter your name.",
  emailMissing: "Enter your email address.",
  emailWrong: "Enter an email address such as ada@example.com.",
  problemsFound: (n) => `Please check ${count(n, "answer", "answers")}:`,

  booked: "You are booked",
  requested: "Your request is in",
  requestedHint: "The time is held for you until it is confirmed.",
  moved: "Your booking has been moved",
  yourBooking: "Your booking",
  mailSent: (email) => `The details are on their way to ${email}.`,
  when: "When",
  where: "Where",
  who: "Who",
  addToCalendar: "Add to calendar",
  googleCalendar: "Google Calendar",
  calendarFile: "Calendar file (.ics)",
  reschedule: "Reschedule",
  cancel: "Cancel booking",

  moveHeading: "Move your booking",
  keepTime: "Keep current time",
  moveReason: "Reason",
  move: "Confirm new time",
  moving: "Moving…",
  cancelHeading: "Cancel this booking?",
  cancelReason: "Reason",
  cancelConfirm: "Cancel booking",
  cancelling: "Cancelling…",
  keep: "Keep it",
  cancelled: "Your booking is cancelled",
  cancelledHint: "The time is free again.",
  past: "This booking has already taken place.",
  rejected: "This booking was declined.",

  retry: "Try again",
  otherTimes: "See all times",
  freeNearby: "Your details are kept. Free nearby:",
  taken: (time) => `${time} has just been taken.`,
  failure,
  linkInvalid: "This link is no longer valid. Please use the link in the latest message about your booking.",
  eventTypeUnknown: "This meeting cannot be booked here. It may have been renamed or withdrawn.",
  notSetUp: "This booking page is not set up correctly yet.",
};
