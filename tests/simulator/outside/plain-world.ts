import { createCalendarService } from "./calendar-service.ts";
import { createContactService } from "./contact-service.ts";
import { createMailService, plainNotifier } from "./mail-service.ts";
import type { OutsideWorld } from "./outside-world.ts";
import { plainCalendar } from "./plain-calendar.ts";
import { plainCrm } from "./plain-crm.ts";

/** Services in memory, and providers that follow the recipe: fast, so that many seeds can be tried. */
export function plainWorld(now: () => number): OutsideWorld {
  const calendar = createCalendarService(now);
  const contacts = createContactService();
  const mail = createMailService(now);
  return {
    calendar: {
      addForeign: (calendarId, id, start, end) =>
        void calendar.insert(calendarId, id, { bookingUid: null, version: 0, start, end }),
      removeForeign: (calendarId, id) => void calendar.remove(calendarId, id),
    },
    mails: mail.mails,
    events: () => calendar.facts(),
    contacts: () => contacts.facts(),
    adaptersFor: (_clock, lines) => ({
      calendar: plainCalendar(calendar, lines.calendar),
      crm: plainCrm(contacts, lines.crm),
      notifier: plainNotifier(mail, lines.mail),
    }),
  };
}
