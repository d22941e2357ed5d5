import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("de");

/** German, formal. */
export const messages: Messages = {
  minutes: (n) => `${n} Min.`,
  duration: "Dauer",
  currentTime: "Bisheriger Termin",
  newTime: "Neuer Termin",

  previousMonth: (month) => `Voriger Monat, ${month}`,
  nextMonth: (month) => `Nächster Monat, ${month}`,
  today: "heute",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "# Termin", other: "# Termine" }, n) : "keine freien Termine"}`,
  keyHelp: "Pfeiltasten wechseln Tag und Woche, Bild auf und Bild ab den Monat, mit Umschalttaste das Jahr.",
  noTimesInMonth: (month) => `Keine freien Termine im ${month}.`,
  noTimesAtAll: "Zurzeit gibt es keine freien Termine.",
  nextAvailable: (day) => `Nächster freier Tag: ${day}`,

  timeZone: "Zeitzone",
  chooseDay: "Tag wählen",
  chooseTime: "Uhrzeit wählen",
  continue: "Weiter",

  yourDetails: "Ihre Angaben",
  name: "Name",
  email: "E-Mail",
  phone: "Telefon",
  company: "Firma",
  notes: "Anmerkungen",
  optional: "freiwillig",
  back: "Zurück",
  book: "Termin buchen",
  sending: "Einen Moment…",
  nameMissing: "Geben Sie Ihren Namen ein.",
  emailMissing: "Geben Sie Ihre E-Mail-Adresse ein.",
  emailWrong: "Geben Sie eine E-Mail-Adresse ein, etwa ada@example.com.",
  pleaseCheck: "Bitte prüfen:",

  booked: "Ihr Termin ist gebucht",
  requested: "Ihre Anfrage ist eingegangen",
  requestedHint: "Der Termin bleibt für Sie reserviert, bis er bestätigt wird.",
  moved: "Ihr Termin ist verschoben",
  yourBooking: "Ihr Termin",
  mailSent: (email) => `Die Einzelheiten sind unterwegs an ${email}.`,
  when: "Wann",
  where: "Wo",
  who: "Wer",
  googleCalendar: "Google Kalender",
  calendarFile: "Kalenderdatei (.ics)",
  reschedule: "Verschieben",
  cancel: "Termin absagen",

  moveHeading: "Termin verschieben",
  keepTime: "Termin behalten",
  move: "Neuen Termin bestätigen",
  cancelHeading: "Diesen Termin absagen?",
  reason: "Grund",
  keep: "Behalten",
  cancelled: "Ihr Termin ist abgesagt",
  cancelledHint: "Die Zeit ist wieder frei.",
  past: "Dieser Termin hat stattgefunden.",
  rejected: "Dieser Termin wurde abgelehnt.",

  retry: "Noch einmal versuchen",
  otherTimes: "Alle Termine ansehen",
  failures: {
    taken: "Dieser Termin wurde gerade vergeben. Ihre Angaben bleiben erhalten.",
    invalid: "Einige Angaben wurden nicht angenommen.",
    offline: "Der Server ist nicht erreichbar. Bitte prüfen Sie Ihre Verbindung.",
    calendarUnavailable: "Der Kalender kann gerade nicht gelesen werden. Bitte versuchen Sie es später noch einmal.",
    personLimit: "Sie können zurzeit keinen weiteren Termin buchen.",
    tooLate: "Für eine Änderung dieses Termins ist es zu spät.",
    settled: "Dieser Termin wurde inzwischen geändert.",
    missing: "Das wurde nicht gefunden.",
    server: "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
  },
  rateLimited: (seconds) =>
    `Zu viele Versuche. Bitte versuchen Sie es ${seconds ? count({ one: "in # Minute", other: "in # Minuten" }, Math.ceil(seconds / 60)) : "später"} noch einmal.`,
  linkInvalid: "Dieser Link gilt nicht mehr.",
  eventTypeUnknown: "Dieser Termin kann hier nicht gebucht werden.",
  notSetUp: "Diese Buchungsseite ist nicht richtig eingerichtet.",
};
