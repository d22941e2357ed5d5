import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("he");

/** Hebrew. */
export const messages: Messages = {
  minutes: (n) => `${n} דק׳`,
  duration: "משך",
  currentTime: "המועד הנוכחי",
  newTime: "המועד החדש",

  previousMonth: (month) => `החודש הקודם, ${month}`,
  nextMonth: (month) => `החודש הבא, ${month}`,
  today: "היום",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "מועד אחד", two: "שני מועדים", other: "# מועדים" }, n) : "אין מועדים פנויים"}`,
  keyHelp: "מקשי החצים עוברים בין ימים ושבועות, Page Up ו-Page Down בין חודשים, ועם Shift בין שנים.",
  noTimesInMonth: (month) => `אין מועדים פנויים ב${month}.`,
  noTimesAtAll: "אין כרגע מועדים פנויים.",
  nextAvailable: (day) => `היום הפנוי הבא: ${day}`,

  timeZone: "אזור זמן",
  chooseDay: "בחירת יום",
  chooseTime: "בחירת שעה",
  continue: "המשך",

  yourDetails: "הפרטים שלך",
  name: "שם",
  email: "דוא״ל",
  phone: "טלפון",
  company: "חברה",
  notes: "הערות",
  optional: "לא חובה",
  back: "חזרה",
  book: "אישור ההזמנה",
  sending: "רק רגע…",
  nameMissing: "יש להזין שם.",
  emailMissing: "יש להזין כתובת דוא״ל.",
  emailWrong: "יש להזין כתובת דוא״ל, כגון ada@example.com.",
  pleaseCheck: "יש לבדוק:",

  booked: "הפגישה נקבעה",
  requested: "הבקשה התקבלה",
  requestedHint: "המועד שמור עבורך עד לאישור.",
  moved: "הפגישה הועברה",
  yourBooking: "הפגישה שלך",
  mailSent: (email) => `הפרטים בדרך אל ${email}.`,
  when: "מתי",
  where: "איפה",
  who: "מי",
  googleCalendar: "יומן Google",
  calendarFile: "קובץ יומן (.ics)",
  reschedule: "שינוי מועד",
  cancel: "ביטול הפגישה",

  moveHeading: "שינוי מועד הפגישה",
  keepTime: "השארת המועד הנוכחי",
  move: "אישור המועד החדש",
  cancelHeading: "לבטל את הפגישה?",
  reason: "סיבה",
  keep: "להשאיר",
  cancelled: "הפגישה בוטלה",
  cancelledHint: "המועד שוב פנוי.",
  past: "הפגישה כבר התקיימה.",
  rejected: "הפגישה נדחתה.",

  retry: "ניסיון נוסף",
  otherTimes: "הצגת כל המועדים",
  failures: {
    taken: "המועד הזה נתפס זה עתה. התשובות שלך נשמרו.",
    invalid: "חלק מהתשובות לא התקבלו.",
    offline: "אין גישה לשרת. יש לבדוק את החיבור.",
    calendarUnavailable: "לא ניתן לקרוא את היומן כרגע. יש לנסות שוב מאוחר יותר.",
    personLimit: "לא ניתן לקבוע פגישה נוספת כרגע.",
    tooLate: "מאוחר מדי לשנות את הפגישה.",
    settled: "הפגישה השתנתה בינתיים.",
    missing: "לא נמצא.",
    server: "משהו השתבש אצלנו. יש לנסות שוב.",
  },
  rateLimited: (seconds) =>
    `יותר מדי ניסיונות. יש לנסות שוב ${seconds ? count({ one: "בעוד דקה", two: "בעוד שתי דקות", other: "בעוד # דקות" }, Math.ceil(seconds / 60)) : "מאוחר יותר"}.`,
  linkInvalid: "הקישור הזה כבר אינו בתוקף.",
  eventTypeUnknown: "לא ניתן לקבוע כאן את הפגישה הזו.",
  notSetUp: "עמוד ההזמנות הזה אינו מוגדר כראוי.",
};
