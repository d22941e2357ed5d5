const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

interface WeekInfo {
  firstDay: number;
}

/** Newer than the compiler's library; a method in the standard, a property in older engines. */
interface LocaleWithWeek extends Intl.Locale {
  getWeekInfo?: () => WeekInfo;
  weekInfo?: WeekInfo;
}

/**
 * First day of the week, 1 for Monday to 7 for Sunday: the named one, else the locale's, else Monday.
 *
 * @param name - `monday` to `sunday`; anything else leaves it to the locale.
 */
export function weekStartOf(name: string, locale: string): number {
  const named = weekdays.indexOf(name) + 1;
  const asked: LocaleWithWeek = new Intl.Locale(locale);
  return named || (asked.getWeekInfo?.() ?? asked.weekInfo)?.firstDay || 1;
}
