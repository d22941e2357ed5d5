import type { Booking, BookingStatus } from "@slotkit/core";
import type { Selectable } from "kysely";
import type { BookingTable } from "../schema.ts";

/** A booking as a row. */
export function toBookingRow(booking: Booking): BookingTable {
  const { attendee } = booking;
  return {
    client_id: booking.clientId,
    uid: booking.uid,
    event_type: booking.eventType,
    status: booking.status,
    version: booking.version,
    generation: booking.generation,
    start: booking.start,
    end: booking.end,
    buffer_before_minutes: booking.bufferBeforeMinutes,
    buffer_after_minutes: booking.bufferAfterMinutes,
    time_zone: booking.timeZone,
    local_start: booking.localStart,
    tzdb_version: booking.tzdbVersion,
    host_ids: JSON.stringify(booking.hostIds),
    attendee_name: attendee.name,
    attendee_email: attendee.email,
    email: attendee.email.toLowerCase(),
    attendee_time_zone: attendee.timeZone,
    attendee_phone: attendee.phone,
    attendee_company: attendee.company,
    guests: JSON.stringify(booking.guests),
    answers: JSON.stringify(booking.answers),
    notes: booking.notes,
    metadata: JSON.stringify(booking.metadata),
    reason: booking.reason,
    created_at: booking.createdAt,
    updated_at: booking.updatedAt,
    calendar_id: booking.calendarId,
    calendar_event_id: booking.calendarEventId,
    crm_contact_id: booking.crmContactId,
    calendar_synced: booking.calendarSynced,
    crm_synced: booking.crmSynced,
    requires_manual_calendar_sync: booking.requiresManualCalendarSync,
    requires_manual_crm_sync: booking.requiresManualCrmSync,
  };
}

/** The booking that a row holds. */
export function toBooking(row: Selectable<BookingTable>): Booking {
  return {
    clientId: row.client_id,
    uid: row.uid,
    eventType: row.event_type,
    status: row.status as BookingStatus,
    version: row.version,
    generation: row.generation,
    start: row.start,
    end: row.end,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    timeZone: row.time_zone,
    localStart: row.local_start,
    tzdbVersion: row.tzdb_version,
    hostIds: JSON.parse(row.host_ids),
    attendee: {
      name: row.attendee_name,
      email: row.attendee_email,
      timeZone: row.attendee_time_zone,
      phone: row.attendee_phone,
      company: row.attendee_company,
    },
    guests: JSON.parse(row.guests),
    answers: JSON.parse(row.answers),
    notes: row.notes,
    metadata: JSON.parse(row.metadata),
    reason: row.reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    calendarId: row.calendar_id,
    calendarEventId: row.calendar_event_id,
    crmContactId: row.crm_contact_id,
    calendarSynced: Boolean(row.calendar_synced),
    crmSynced: Boolean(row.crm_synced),
    requiresManualCalendarSync: Boolean(row.requires_manual_calendar_sync),
    requiresManualCrmSync: Boolean(row.requires_manual_crm_sync),
  };
}
