import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("pl");

/** Polish. */
export const messages: Messages = {
  minutes: (n) => `${n} min`,
  duration: "Czas trwania",
  currentTime: "Obecny termin",
  newTime: "Nowy termin",

  previousMonth: (month) => `Poprzedni miesiąc, ${month}`,
  nextMonth: (month) => `Następny miesiąc, ${month}`,
  today: "dzisiaj",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "# termin", few: "# terminy", many: "# terminów", other: "# terminu" }, n) : "brak wolnych terminów"}`,
  keyHelp: "Strzałki zmieniają dzień i tydzień, Page Up i Page Down miesiąc, z klawiszem Shift rok.",
  noTimesInMonth: (month) => `Brak wolnych terminów: ${month}.`,
  noTimesAtAll: "Obecnie nie ma wolnych terminów.",
  nextAvailable: (day) => `Najbliższy wolny dzień: ${day}`,

  timeZone: "Strefa czasowa",
  chooseDay: "Wybierz dzień",
  chooseTime: "Wybierz godzinę",
  continue: "Dalej",

  yourDetails: "Twoje dane",
  name: "Imię i nazwisko",
  email: "E-mail",
  phone: "Telefon",
  company: "Firma",
  notes: "Uwagi",
  optional: "opcjonalnie",
  back: "Wstecz",
  book: "Potwierdź rezerwację",
  sending: "Chwileczkę…",
  nameMissing: "Podaj imię i nazwisko.",
  emailMissing: "Podaj adres e-mail.",
  emailWrong: "Podaj adres e-mail, na przykład ada@example.com.",
  pleaseCheck: "Sprawdź:",

  booked: "Termin zarezerwowany",
  requested: "Zgłoszenie przyjęte",
  requestedHint: "Termin jest dla Ciebie zarezerwowany do czasu potwierdzenia.",
  moved: "Rezerwacja przeniesiona",
  yourBooking: "Twoja rezerwacja",
  mailSent: (email) => `Szczegóły wysyłamy na adres ${email}.`,
  when: "Kiedy",
  where: "Gdzie",
  who: "Kto",
  googleCalendar: "Kalendarz Google",
  calendarFile: "Plik kalendarza (.ics)",
  reschedule: "Przenieś",
  cancel: "Anuluj rezerwację",

  moveHeading: "Przeniesienie rezerwacji",
  keepTime: "Zachowaj obecny termin",
  move: "Potwierdź nowy termin",
  cancelHeading: "Anulować tę rezerwację?",
  reason: "Powód",
  keep: "Zachowaj",
  cancelled: "Rezerwacja anulowana",
  cancelledHint: "Termin jest znów wolny.",
  past: "To spotkanie już się odbyło.",
  rejected: "Rezerwacja została odrzucona.",

  retry: "Spróbuj ponownie",
  otherTimes: "Zobacz wszystkie terminy",
  failures: {
    taken: "Ten termin został właśnie zajęty. Twoje odpowiedzi są zachowane.",
    invalid: "Niektóre odpowiedzi nie zostały przyjęte.",
    offline: "Nie można połączyć się z serwerem. Sprawdź połączenie.",
    calendarUnavailable: "Nie można teraz odczytać kalendarza. Spróbuj później.",
    personLimit: "Obecnie nie możesz dokonać kolejnej rezerwacji.",
    tooLate: "Jest za późno na zmianę tej rezerwacji.",
    settled: "Ta rezerwacja została w międzyczasie zmieniona.",
    missing: "Nie znaleziono.",
    server: "Coś poszło nie tak po naszej stronie. Spróbuj ponownie.",
  },
  rateLimited: (seconds) =>
    `Zbyt wiele prób. Spróbuj ponownie ${seconds ? count({ one: "za # minutę", few: "za # minuty", many: "za # minut", other: "za # minuty" }, Math.ceil(seconds / 60)) : "później"}.`,
  linkInvalid: "Ten link stracił ważność.",
  eventTypeUnknown: "Tego spotkania nie można tu zarezerwować.",
  notSetUp: "Ta strona rezerwacji nie jest poprawnie skonfigurowana.",
};
