import type { EventAnswer } from "./event-answer.ts";

/** Marks on a calendar that take no time. Words that Google may add later block, since unknown is never free. */
const markers: ReadonlySet<string> = new Set(["workingLocation", "birthday"]);

/**
 * Does this event take the time of the calendar's owner? The truth table is in the package's README: whatever is
 * cancelled, shown as free, declined by the owner or a mere marker does not; everything else does, tentative events and
 * unanswered invitations included.
 */
export function eventBlocksTime({ status, transparency, eventType, attendees }: EventAnswer): boolean {
  if (status === "cancelled" || transparency === "transparent") return false;
  if (eventType !== undefined && markers.has(eventType)) return false;
  return !attendees?.some(({ self, responseStatus }) => self === true && responseStatus === "declined");
}
