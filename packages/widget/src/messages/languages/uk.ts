import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("uk");

/** Ukrainian. */
export const messages: Messages = {
  minutes: (n) => `${n} хв`,
  duration: "Тривалість",
  currentTime: "Поточний час",
  newTime: "Новий час",

  previousMonth: (month) => `Попередній місяць, ${month}`,
  nextMonth: (month) => `Наступний місяць, ${month}`,
  today: "сьогодні",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "# вільна година", few: "# вільні години", many: "# вільних годин", other: "# вільної години" }, n) : "вільного часу немає"}`,
  keyHelp: "Стрілки змінюють день і тиждень, Page Up та Page Down — місяць, із Shift — рік.",
  noTimesInMonth: (month) => `Вільного часу немає: ${month}.`,
  noTimesAtAll: "Наразі вільного часу немає.",
  nextAvailable: (day) => `Найближчий вільний день: ${day}`,

  timeZone: "Часовий пояс",
  chooseDay: "Виберіть день",
  chooseTime: "Виберіть час",
  continue: "Далі",

  yourDetails: "Ваші дані",
  name: "Ім’я",
  email: "Ел. пошта",
  phone: "Телефон",
  company: "Компанія",
  notes: "Примітки",
  optional: "необов’язково",
  back: "Назад",
  book: "Підтвердити запис",
  sending: "Хвилинку…",
  nameMissing: "Введіть своє ім’я.",
  emailMissing: "Введіть адресу ел. пошти.",
  emailWrong: "Введіть адресу ел. пошти, наприклад ada@example.com.",
  pleaseCheck: "Перевірте:",

  booked: "Вас записано",
  requested: "Ваш запит отримано",
  requestedHint: "Час закріплено за вами до підтвердження.",
  moved: "Ваш запис перенесено",
  yourBooking: "Ваш запис",
  mailSent: (email) => `Подробиці надсилаємо на ${email}.`,
  when: "Коли",
  where: "Де",
  who: "Хто",
  googleCalendar: "Календар Google",
  calendarFile: "Файл календаря (.ics)",
  reschedule: "Перенести",
  cancel: "Скасувати запис",

  moveHeading: "Перенесення запису",
  keepTime: "Залишити поточний час",
  move: "Підтвердити новий час",
  cancelHeading: "Скасувати цей запис?",
  reason: "Причина",
  keep: "Залишити",
  cancelled: "Ваш запис скасовано",
  cancelledHint: "Цей час знову вільний.",
  past: "Ця зустріч уже відбулася.",
  rejected: "Цей запис відхилено.",

  retry: "Спробувати ще раз",
  otherTimes: "Показати весь вільний час",
  failures: {
    taken: "Цей час щойно зайняли. Ваші відповіді збережено.",
    invalid: "Деякі відповіді не прийнято.",
    offline: "Сервер недоступний. Перевірте з’єднання.",
    calendarUnavailable: "Зараз неможливо прочитати календар. Спробуйте пізніше.",
    personLimit: "Наразі ви не можете записатися ще раз.",
    tooLate: "Змінювати цей запис уже запізно.",
    settled: "Тим часом цей запис змінився.",
    missing: "Не знайдено.",
    server: "У нас щось пішло не так. Спробуйте ще раз.",
  },
  rateLimited: (seconds) =>
    `Забагато спроб. Спробуйте ще раз ${seconds ? count({ one: "через # хвилину", few: "через # хвилини", many: "через # хвилин", other: "через # хвилини" }, Math.ceil(seconds / 60)) : "пізніше"}.`,
  linkInvalid: "Це посилання вже не дійсне.",
  eventTypeUnknown: "На цю зустріч тут записатися не можна.",
  notSetUp: "Цю сторінку запису налаштовано неправильно.",
};
