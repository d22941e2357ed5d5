import { type Integration, integrations } from "../outbox/effect.ts";
import type { Booking } from "./booking.ts";

/** The columns of a booking that follow from its effects; messages have none. */
type SyncColumns = Pick<
  Booking,
  "calendarSynced" | "crmSynced" | "requiresManualCalendarSync" | "requiresManualCrmSync"
>;

/** The sync columns once these integrations have yet to be told. */
export function notYetSynced(): SyncColumns;
export function notYetSynced(told: readonly Integration[]): Partial<SyncColumns>;
export function notYetSynced(told: readonly Integration[] = integrations): Partial<SyncColumns> {
  return {
    ...(told.includes("calendar") ? { calendarSynced: false, requiresManualCalendarSync: false } : {}),
    ...(told.includes("crm") ? { crmSynced: false, requiresManualCrmSync: false } : {}),
  };
}
