import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("ar");
const digits = (n: number) => n.toLocaleString("ar");

/** Arabic. */
export const messages: Messages = {
  minutes: (n) => `${digits(n)} دقيقة`,
  duration: "المدة",
  currentTime: "الموعد الحالي",
  newTime: "الموعد الجديد",

  previousMonth: (month) => `الشهر السابق، ${month}`,
  nextMonth: (month) => `الشهر التالي، ${month}`,
  today: "اليوم",
  timesOnDay: (day, n) =>
    `${day}، ${n > 0 ? count({ one: "موعد واحد", two: "موعدان", few: "# مواعيد", many: "# موعدًا", other: "# موعد" }, n) : "لا توجد مواعيد متاحة"}`,
  keyHelp: "تنقل الأسهم بين الأيام والأسابيع، ومفتاحا Page Up وPage Down بين الأشهر، ومع Shift بين السنوات.",
  noTimesInMonth: (month) => `لا توجد مواعيد متاحة في ${month}.`,
  noTimesAtAll: "لا توجد مواعيد متاحة حاليًا.",
  nextAvailable: (day) => `أقرب يوم متاح: ${day}`,

  timeZone: "المنطقة الزمنية",
  chooseDay: "اختر يومًا",
  chooseTime: "اختر وقتًا",
  continue: "متابعة",

  yourDetails: "بياناتك",
  name: "الاسم",
  email: "البريد الإلكتروني",
  phone: "الهاتف",
  company: "الشركة",
  notes: "ملاحظات",
  optional: "اختياري",
  back: "رجوع",
  book: "تأكيد الحجز",
  sending: "لحظة من فضلك…",
  nameMissing: "أدخل اسمك.",
  emailMissing: "أدخل بريدك الإلكتروني.",
  emailWrong: "أدخل بريدًا إلكترونيًا صحيحًا، مثل ada@example.com.",
  pleaseCheck: "يرجى التحقق مما يلي:",

  booked: "تم حجز موعدك",
  requested: "تم استلام طلبك",
  requestedHint: "الموعد محجوز لك إلى أن يتم تأكيده.",
  moved: "تم تغيير موعدك",
  yourBooking: "حجزك",
  mailSent: (email) => `التفاصيل في طريقها إلى ${email}.`,
  when: "متى",
  where: "أين",
  who: "من",
  googleCalendar: "تقويم Google",
  calendarFile: "ملف تقويم (.ics)",
  reschedule: "تغيير الموعد",
  cancel: "إلغاء الحجز",

  moveHeading: "تغيير موعد حجزك",
  keepTime: "الإبقاء على الموعد الحالي",
  move: "تأكيد الموعد الجديد",
  cancelHeading: "هل تريد إلغاء هذا الحجز؟",
  reason: "السبب",
  keep: "الإبقاء عليه",
  cancelled: "تم إلغاء حجزك",
  cancelledHint: "أصبح الموعد متاحًا من جديد.",
  past: "انتهى موعد هذا الحجز.",
  rejected: "تم رفض هذا الحجز.",

  retry: "إعادة المحاولة",
  otherTimes: "عرض كل المواعيد",
  failures: {
    taken: "حُجز هذا الموعد للتو. إجاباتك محفوظة.",
    invalid: "لم تُقبل بعض الإجابات.",
    offline: "تعذر الوصول إلى الخادم. تحقق من اتصالك.",
    calendarUnavailable: "تتعذر قراءة التقويم الآن. حاول مرة أخرى لاحقًا.",
    personLimit: "لا يمكنك الحجز مرة أخرى حاليًا.",
    tooLate: "فات وقت تغيير هذا الحجز.",
    settled: "تغيّر هذا الحجز في هذه الأثناء.",
    missing: "لم يتم العثور عليه.",
    server: "حدث خطأ من جانبنا. حاول مرة أخرى.",
  },
  rateLimited: (seconds) =>
    `محاولات كثيرة جدًا. حاول مرة أخرى ${seconds ? count({ one: "بعد دقيقة", two: "بعد دقيقتين", few: "بعد # دقائق", many: "بعد # دقيقة", other: "بعد # دقيقة" }, Math.ceil(seconds / 60)) : "لاحقًا"}.`,
  linkInvalid: "لم يعد هذا الرابط صالحًا.",
  eventTypeUnknown: "لا يمكن حجز هذا الموعد هنا.",
  notSetUp: "لم يتم إعداد صفحة الحجز هذه بشكل صحيح.",
};
