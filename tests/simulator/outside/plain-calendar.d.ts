import { type CalendarProvider } from "@slotkit/core";
import type { OutsideLine } from "../server/outside-line.ts";
import type { CalendarService } from "./calendar-service.ts";
/**
 * A calendar provider over the plain service, by the recipe that every adapter has to follow: an id derived before
 * anything is sent, a look at what an id that is taken holds, and never an older revision over a newer one.
 */
export declare function plainCalendar(service: CalendarService, line: OutsideLine): CalendarProvider;
