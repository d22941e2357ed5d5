import { createHash } from "node:crypto";
import type { EventSnapshot } from "@slotkit/core";
import type { EventAnswer } from "./event-answer.ts";
import { eventGeneration } from "./event-id.ts";

/** Private properties of an event that we wrote. Google allows keys of 44 characters and values of 1024. */
export type EventMark = Record<"slotkitUid" | "slotkitVersion" | "slotkitClient", string> & {
  slotkitInvited?: string;
};

/** Characters of a digest in the mark: with them, 204 people fit into one property, and Google invites no more than 200. */
const digestLength = 5;
const mostDigests = Math.floor(1024 / digestLength);

/**
 * The mark that the event of this booking or session carries.
 *
 * @param invited - The addresses that we invite, in order to know later whom we did: who leaves is taken off the event,
 *   whom a person added stays.
 */
export function eventMark({ uid, version, clientId }: EventSnapshot, invited: readonly string[]): EventMark {
  const mark = { slotkitUid: uid, slotkitVersion: String(version), slotkitClient: clientId };
  if (invited.length === 0) return mark;
  return { ...mark, slotkitInvited: invited.slice(0, mostDigests).map(digestOf).join("") };
}

/** Was this event written for that booking or session of that client? */
export function isMarkedFor(event: EventAnswer, uid: string, clientId: string): boolean {
  const mark = event.extendedProperties?.private;
  return mark?.slotkitUid === uid && mark.slotkitClient === clientId;
}

/**
 * Was this event written for any booking of the client, so that claims speak for it? A copy that somebody made by hand
 * has our mark but an id of its own, and so have further dates of an event that was made to repeat: those are not ours.
 */
export function isOwnEvent(event: EventAnswer, clientId: string): boolean {
  const uid = event.extendedProperties?.private?.slotkitUid;
  return uid !== undefined && isMarkedFor(event, uid, clientId) && eventGeneration(uid, event.id) !== null;
}

/** The revision that the event shows; 0 when the mark is unreadable. */
export function markedVersion(event: EventAnswer): number {
  const version = Number(event.extendedProperties?.private?.slotkitVersion);
  return Number.isSafeInteger(version) ? version : 0;
}

/** Tells of an address whether it was we who invited it. */
export function wasInvitedByUs(event: EventAnswer): (email: string) => boolean {
  const digests = event.extendedProperties?.private?.slotkitInvited ?? "";
  const invited = new Set(digests.match(new RegExp(`.{${digestLength}}`, "g")));
  return (email) => invited.has(digestOf(email));
}

/** Short on purpose: an event's properties are no place for addresses. */
function digestOf(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("base64url").slice(0, digestLength);
}
