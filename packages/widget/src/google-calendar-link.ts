import type { BookingView } from "@slotkit/client";

/** A link that opens Google Calendar with the booking filled in. It carries what the visitor would type, and no secret. */
export function googleCalendarLink({ title, location, start, end }: BookingView): string {
  const dates = [start, end].map((instant) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "")).join("/");
  const fields = new URLSearchParams({ action: "TEMPLATE", text: title, dates, ...(location && { location }) });
  return `https://calendar.google.com/calendar/render?${fields}`;
}
