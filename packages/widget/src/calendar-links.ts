import type { BookingView } from "@slotkit/client";

/** A calendar on the web, and its page for a new event with the booking filled in. */
export interface CalendarLink {
  /** A name, and as such in no language. */
  name: string;
  href: string;
}

/** Links that open a calendar with the booking filled in. They carry what the visitor would type, and no secret. */
export function calendarLinks({ title, location, start, end }: BookingView): readonly CalendarLink[] {
  const where = location ? { location } : {};
  const dates = [start, end].map((instant) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "")).join("/");
  const [startdt = "", enddt = ""] = [start, end].map((instant) => new Date(instant).toISOString());
  const outlook = { path: "/calendar/action/compose", rru: "addevent", subject: title, startdt, enddt, ...where };
  const link = (name: string, page: string, fields: Record<string, string>) => ({
    name,
    href: `https://${page}?${new URLSearchParams(fields)}`,
  });
  return [
    link("Google", "calendar.google.com/calendar/render", { action: "TEMPLATE", text: title, dates, ...where }),
    link("Outlook", "outlook.live.com/calendar/0/deeplink/compose", outlook),
    link("Microsoft 365", "outlook.office.com/calendar/0/deeplink/compose", outlook),
  ];
}
