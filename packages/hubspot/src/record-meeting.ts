import { type BookingSnapshot, IntegrationError, isIntegrationError } from "@slotkit/core";
import { findMeetings } from "./find-meeting.ts";
import type { RefusedProperty } from "./hubspot-answer.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import { currentMeeting, newMeeting } from "./meeting-properties.ts";
import { isMissing, type PropertyValues, recordIdOf, updateOf, writeRecord } from "./write-record.ts";

export interface MeetingRecord {
  booking: BookingSnapshot;
  contactId: string;
  /** Whether the contact was made a moment ago, so that it cannot have meetings. */
  contactIsNew: boolean;
  /** The id stored from an earlier delivery. */
  meetingId: string | null;
  ownerId: string | null;
  /** What the contact would not take, by property. */
  leftOver: PropertyValues;
}

export interface RecordedMeeting {
  /** Null for a request that nobody has agreed to yet. */
  meetingId: string | null;
  refused: readonly RefusedProperty[];
}

/** HubSpot's own type of an association from a meeting to a contact. */
const meetingToContact = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 200 };
/** By then a request whose answer was lost has come through, or never will. */
const settleMs = 30_000;

/**
 * Brings the meeting of a booking to its present state. HubSpot has no key against doubles, so a meeting that may have been
 * made before is looked for by its reference; what a late request made beside it is removed.
 *
 * @throws {IntegrationError} `unknown_outcome` when it is not known whether the meeting was made.
 */
export async function recordMeeting(
  { booking, contactId, contactIsNew, meetingId, ownerId, leftOver }: MeetingRecord,
  connection: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<RecordedMeeting> {
  const { api, paths, clock } = connection;
  const owner: Record<string, string> = ownerId === null ? {} : { hubspot_owner_id: ownerId };
  const update = async (id: string): Promise<RecordedMeeting | null> => {
    const values = { ...currentMeeting(booking), ...owner };
    const { answer, refused } = await writeRecord(updateOf(paths.object("meetings", id)), values, connection, signal);
    return isMissing(answer) ? null : { meetingId: recordIdOf(answer, clock.now()), refused };
  };

  const known = meetingId === null ? null : await update(meetingId);
  if (known) return known;
  const [first, ...doubles] = contactIsNew ? [] : await findMeetings(booking.uid, contactId, connection, signal);
  for (const id of doubles) await api({ method: "DELETE", path: paths.object("meetings", id) }, signal);
  const found = first === undefined ? null : await update(first);
  if (found) return found;
  if (booking.status === "pending" || booking.status === "rejected") return { meetingId: null, refused: [] };

  try {
    const associations = [{ to: { id: contactId }, types: [meetingToContact] }];
    const { answer, refused } = await writeRecord(
      (properties) => ({ method: "POST", path: paths.objects("meetings"), body: { properties, associations } }),
      { ...newMeeting(booking, leftOver), ...owner },
      connection,
      signal,
    );
    return { meetingId: recordIdOf(answer, clock.now()), refused };
  } catch (error) {
    throw afterLostAnswer(error);
  }
}

/** A gateway's error, too, may come after the meeting was made. */
function afterLostAnswer(error: unknown): unknown {
  if (!isIntegrationError(error)) return error;
  const { kind, message, remedy, status, reason, retryAfterMs = 0, cause } = error;
  const unclear = kind === "unknown_outcome" || (kind === "transient" && status !== undefined && status >= 500);
  if (!unclear) return error;
  return new IntegrationError("unknown_outcome", message, {
    remedy,
    status,
    reason,
    retryAfterMs: Math.max(retryAfterMs, settleMs),
    cause,
  });
}

/** Whether the token works, but not for meetings. */
export function isForbidden(error: unknown): boolean {
  return isIntegrationError(error) && error.status === 403;
}
