import type { BookingSnapshot } from "@slotkit/core";
import type { EventAnswer } from "./event-answer.ts";
import { eventGeneration } from "./event-id.ts";

/** Private properties of an event that we wrote. Google allows keys of 44 characters and values of 1024. */
export type EventMark = Record<"slotkitUid" | "slotkitVersion" | "slotkitClient", string>;

/** The mark that the event of this booking carries. */
export function eventMark({ uid, version, clientId }: BookingSnapshot): EventMark {
  return { slotkitUid: uid, slotkitVersion: String(version), slotkitClient: clientId };
}

/** Was this event written for that booking of that client? */
export function isMarkedFor(event: EventAnswer, bookingUid: string, clientId: string): boolean {
  const mark = event.extendedProperties?.private;
  return mark?.slotkitUid === bookingUid && mark.slotkitClient === clientId;
}

/**
 * Was this event written for any booking of the client, so that claims speak for it? A copy that somebody made by hand
 * has our mark but an id of its own, and so have further dates of an event that was made to repeat: those are not ours.
 */
export function isOwnEvent(event: EventAnswer, clientId: string): boolean {
  const uid = event.extendedProperties?.private?.slotkitUid;
  return uid !== undefined && isMarkedFor(event, uid, clientId) && eventGeneration(uid, event.id) !== null;
}

/** The revision of the booking that the event shows; 0 when the mark is unreadable. */
export function markedVersion(event: EventAnswer): number {
  const version = Number(event.extendedProperties?.private?.slotkitVersion);
  return Number.isSafeInteger(version) ? version : 0;
}
