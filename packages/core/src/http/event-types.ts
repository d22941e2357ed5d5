import { z } from "zod";

/** An event type as visitors see it: nothing about calendars, schedules or addresses. */
export interface EventTypeView {
  slug: string;
  title: string;
  description: string | null;
  location: string | null;
  /** The first is the default. */
  durationsMinutes: readonly number[];
  timeZone: string;
  bookingWindowDays: number;
  requiresConfirmation: boolean;
  hosts: readonly { id: string; name: string }[];
}

/** Schema of {@link EventTypeView}. */
export const eventTypeViewSchema: z.ZodType<EventTypeView> = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  location: z.string().nullable(),
  durationsMinutes: z.array(z.int()).readonly(),
  timeZone: z.string(),
  bookingWindowDays: z.int(),
  requiresConfirmation: z.boolean(),
  hosts: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
});
