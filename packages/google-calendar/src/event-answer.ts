import { z } from "zod";

const eventTimeSchema = z.object({
  /** RFC 3339 with an offset. */
  dateTime: z.string().optional(),
  /** `YYYY-MM-DD` of an all-day event; for an end, the day after. */
  date: z.string().optional(),
});

/** Loose, because what is read of an attendee is written back whole. */
const attendeeSchema = z.looseObject({
  email: z.string().exactOptional(),
  self: z.boolean().exactOptional(),
  responseStatus: z.string().exactOptional(),
});

/** The parts of an event that are read. What Google may leave out is optional; words that it may add are plain strings. */
export const eventSchema = z.object({
  id: z.string(),
  etag: z.string().optional(),
  status: z.string().optional(),
  transparency: z.string().optional(),
  eventType: z.string().optional(),
  start: eventTimeSchema.optional(),
  end: eventTimeSchema.optional(),
  attendees: z.array(attendeeSchema).optional(),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).optional() }).optional(),
});

/** See {@link eventSchema}. */
export type EventAnswer = z.infer<typeof eventSchema>;

/** Somebody invited to an event. */
export type EventAttendee = z.infer<typeof attendeeSchema>;

/** One page of `events.list`; a page may be empty while another follows. */
export const eventPageSchema = z.object({
  timeZone: z.string().optional(),
  accessRole: z.string().optional(),
  nextPageToken: z.string().optional(),
  items: z.array(eventSchema).default([]),
});

/** See {@link eventPageSchema}. */
export type EventPage = z.infer<typeof eventPageSchema>;

/** Answer of `freebusy.query`. */
export const freeBusySchema = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      errors: z.array(z.object({ reason: z.string().optional() })).optional(),
      busy: z.array(z.object({ start: z.string(), end: z.string() })).optional(),
    }),
  ),
});
