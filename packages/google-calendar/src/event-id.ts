import { createHash } from "node:crypto";

const derivedId = /^sk[0-9a-f]{40}g(0|[1-9][0-9]{0,5})$/;

/**
 * The id that the event of a booking or session has in Google Calendar, known before anything is sent: a repeated insert meets itself.
 *
 * Google never gives the id of a deleted event out again, so each new event of one booking or session takes the next generation.
 * Letters and digits are those that Google allows in an id given by the caller (`a`–`v`, `0`–`9`, 5 to 1024 of them).
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#id
 */
export function eventId(uid: string, generation: number): string {
  return `sk${createHash("sha256").update(uid).digest("hex").slice(0, 40)}g${generation}`;
}

/** The generation of this booking's or session's event id; `null` when the id was not derived from it. */
export function eventGeneration(uid: string, id: string): number | null {
  const generation = derivedId.exec(id)?.[1];
  if (generation === undefined) return null;
  return eventId(uid, Number(generation)) === id ? Number(generation) : null;
}

/** The `iCalUID` that Google gives to an event whose id came from the caller. */
export function eventIcalUid(id: string): string {
  return `${id}@google.com`;
}
