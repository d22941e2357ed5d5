import { closeEnded } from "../bookings/close-ended.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { calendarFileOf } from "./calendar-file.ts";
import { type DeliveryReport, deliver } from "./deliver.ts";

/** How bookings reach the outside. */
export interface SyncOperations {
  /** The booking as an iCalendar file, or null when no notifier that can write one is composed. */
  calendarFile(uid: string, scope?: ClientScope): Promise<string | null>;
  /** Closes what has ended, delivers what is due now and returns; the background worker does the same in a loop. */
  deliver(options?: { signal?: AbortSignal }): Promise<DeliveryReport>;
}

export function syncOperations(context: SlotKitContext): SyncOperations {
  return {
    calendarFile: (uid, { clientId = defaultClientId } = {}) => calendarFileOf(context, clientId, uid),
    async deliver({ signal } = {}) {
      await closeEnded(context, signal);
      return deliver(context, signal);
    },
  };
}
