export { type GoogleAuthClient, type GoogleTokens, googleCalendarScopes } from "./google-auth.ts";
export { googleCalendar } from "./google-calendar.ts";
export type { GoogleCalendarOptions } from "./google-calendar-options.ts";
export type { GoogleAvailability } from "./read-busy.ts";
export type { GoogleCredentials, ServiceAccountKey } from "./service-account.ts";
