import { z } from "zod";
import { type Frequency, frequencies } from "../ports/catalog.ts";
import { type Question, questionTypes } from "../questions/question.ts";

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
  /** What whoever books is asked, in this order; hidden ones are answered by whoever embeds the form. */
  questions: readonly Question[];
  guests: { allowed: boolean; max: number };
  /** How many share a slot, and whether every guest takes a seat; null when a slot is one booking's alone. */
  seats: { capacity: number; guestsTakeSeats: boolean } | null;
  /** What series one request may book; null for none. */
  recurring: { maxCount: number; frequencies: readonly Frequency[] } | null;
  hosts: readonly { id: string; name: string }[];
}

const boundSchema = z.union([z.number(), z.string()]).nullable();

const questionSchema: z.ZodType<Question> = z.object({
  name: z.string(),
  type: z.enum(questionTypes),
  label: z.string(),
  help: z.string().nullable(),
  placeholder: z.string().nullable(),
  required: z.boolean(),
  hidden: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).readonly(),
  min: boundSchema,
  max: boundSchema,
});

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
  questions: z.array(questionSchema).readonly(),
  guests: z.object({ allowed: z.boolean(), max: z.int() }),
  seats: z.object({ capacity: z.int(), guestsTakeSeats: z.boolean() }).nullable(),
  recurring: z.object({ maxCount: z.int(), frequencies: z.array(z.enum(frequencies)).readonly() }).nullable(),
  hosts: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
});
