import type { CallOptions, RecordBookingRequest, RecordBookingResult } from "@slotkit/core";
import type { AccountProperties } from "./account-properties.ts";
import { type ContactMapping, contactValues } from "./contact-values.ts";
import { findOwner } from "./find-owner.ts";
import type { RefusedProperty } from "./hubspot-answer.ts";
import { type HubSpotConnection, paced } from "./hubspot-connection.ts";
import type { LookupCache } from "./lookup-cache.ts";
import { isForbidden, type MeetingRecord, recordMeeting } from "./record-meeting.ts";
import { upsertContact } from "./upsert-contact.ts";
import type { PropertyValues } from "./write-record.ts";

/** How bookings are recorded, and with what. */
export interface BookingRecorder {
  connection: HubSpotConnection;
  mapping: ContactMapping;
  properties: AccountProperties;
  lifecycleStage: string | false;
  meetings: boolean;
  hostAsOwner: "onCreate" | "always" | false;
  /** Ids of contacts and of owners by address. */
  contactIds: LookupCache<string>;
  ownerIds: LookupCache<string>;
}

/** What is left out when the key may not write meetings. */
const wholeMeeting = "meeting";

/**
 * Brings a contact, and the meeting on it, to the state of one booking. A contact shows its latest booking: an older one
 * changes its meeting and nothing of the contact, unless there is none yet.
 *
 * @throws {IntegrationError}
 */
export async function recordBooking(
  { booking, contactId, meetingId, latest }: RecordBookingRequest,
  given: BookingRecorder,
  { signal, pace }: CallOptions,
): Promise<RecordBookingResult> {
  const recorder = { ...given, connection: paced(given.connection, pace) };
  const { connection, mapping, properties, hostAsOwner, lifecycleStage } = recorder;
  const { values, unfit } = contactValues(booking, mapping, await properties.types(connection, signal));
  const owner = await ownerOf(booking.hosts[0]?.email ?? null, recorder, signal);
  const ownership: Record<string, string> = owner.id === null ? {} : { hubspot_owner_id: owner.id };
  const always = { ...values, ...(hostAsOwner === "always" ? ownership : {}) };
  const contact = await upsertContact(
    {
      contactId,
      email: booking.attendee.email,
      properties: latest ? always : {},
      onCreate: { ...(lifecycleStage === false ? {} : { lifecyclestage: lifecycleStage }), ...ownership, ...always },
    },
    connection,
    recorder.contactIds,
    signal,
  );
  if (contact.refused.some(({ code }) => code === "PROPERTY_DOESNT_EXIST")) properties.suspect();

  const meeting = await meetingOf(
    {
      booking,
      contactId: contact.contactId,
      contactIsNew: contact.created,
      meetingId,
      ownerId: owner.id,
      leftOver: leftOverOf(values, contact.refused),
    },
    recorder,
    signal,
  );
  return {
    contactId: contact.contactId,
    meetingId: meeting.meetingId,
    leftOut: [...new Set([...unfit, ...owner.leftOut, ...contact.refused.map(({ name }) => name), ...meeting.leftOut])],
  };
}

async function ownerOf(
  email: string | null,
  { connection, ownerIds, hostAsOwner }: BookingRecorder,
  signal: AbortSignal | undefined,
): Promise<{ id: string | null; leftOut: readonly string[] }> {
  if (!hostAsOwner || email === null) return { id: null, leftOut: [] };
  const owner = await findOwner(email, connection, ownerIds, signal);
  return owner === "forbidden" ? { id: null, leftOut: ["hubspot_owner_id"] } : { id: owner, leftOut: [] };
}

/** A key without the right to meetings keeps contacts true; that the meeting is missing is said with every booking. */
async function meetingOf(
  record: MeetingRecord,
  { connection, meetings }: BookingRecorder,
  signal: AbortSignal | undefined,
): Promise<{ meetingId: string | null; leftOut: readonly string[] }> {
  if (!meetings) return { meetingId: record.meetingId, leftOut: [] };
  try {
    const { meetingId, refused } = await recordMeeting(record, connection, signal);
    return { meetingId, leftOut: refused.map(({ name }) => `${wholeMeeting}.${name}`) };
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return { meetingId: record.meetingId, leftOut: [wholeMeeting] };
  }
}

/** Values of which HubSpot did not like the value; a property that is missing altogether is the provisioner's business. */
function leftOverOf(values: PropertyValues, refused: readonly RefusedProperty[]): PropertyValues {
  const kept = refused.filter(({ code }) => code !== "PROPERTY_DOESNT_EXIST");
  return Object.fromEntries(kept.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])));
}
