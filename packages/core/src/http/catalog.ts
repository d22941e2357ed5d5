import { z } from "zod";
import { type EventTypeOptions, eventTypeSchema, eventTypeShape } from "../catalog/event-type-schema.ts";
import { type HostOptions, hostSchema, hostShape } from "../catalog/host-schema.ts";
import { type ScheduleOptions, scheduleSchema, scheduleShape } from "../catalog/schedule-schema.ts";

/** A schedule, host or event type as configured, with what is known of the entry. For operators. */
export type EntryView<Options> = Options & {
  /** Grows with every change. */
  version: number;
  /** RFC 3339; null for what is described in code. */
  createdAt: string | null;
  updatedAt: string | null;
};

/** Body of `PUT`: all options anew, with the version they are meant for. */
export type ReplaceEntryBody<Options> = Options & {
  /** Refuses the change when the entry has changed since. */
  version?: number | undefined;
};

/** Body of `PATCH`: options to change; null takes one away. */
export type PatchEntryBody<Options> = { [Name in keyof Options]?: Options[Name] | null | undefined } & {
  /** Refuses the change when the entry has changed since. */
  version?: number | undefined;
};

/** Query of the lists. */
export interface ListEntriesQuery {
  /** 1 to 200, as text; 50 when left out. */
  limit?: string | undefined;
  /** `nextCursor` of the previous page. */
  cursor?: string | undefined;
}

/** Answer of the lists, in the order of ids or slugs. */
export interface ListEntriesAnswer<Options> {
  entries: readonly EntryView<Options>[];
  nextCursor: string | null;
}

/** Query of `DELETE`. */
export interface DeleteEntryQuery {
  /** Refuses the deletion when the entry has changed since. */
  version?: string | undefined;
}

/** The schemas by which the entries of one kind travel. */
export interface EntrySchemas<Options> {
  create: z.ZodType<Options>;
  replace: z.ZodType<ReplaceEntryBody<Options>>;
  patch: z.ZodType<PatchEntryBody<Options>>;
  view: z.ZodType<EntryView<Options>>;
  list: z.ZodType<ListEntriesAnswer<Options>>;
}

const version = z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" }).optional();

function entrySchemas<Options>(create: z.ZodType<Options>, shape: Readonly<Record<string, z.ZodType>>) {
  const patchable = Object.entries(shape).map(([name, schema]) => [name, schema.nullable().optional()] as const);
  const view = z.object({
    ...shape,
    version: z.int(),
    createdAt: z.string().nullable(),
    updatedAt: z.string().nullable(),
  });
  // The shape is that of `create`, whose type says what the fields hold.
  return {
    create,
    replace: z.strictObject({ ...shape, version }),
    patch: z.strictObject({ ...Object.fromEntries(patchable), version }),
    view,
    list: z.object({ entries: z.array(view).readonly(), nextCursor: z.string().nullable() }),
  } as unknown as EntrySchemas<Options>;
}

/** Schemas of `/schedules`. */
export const scheduleEntrySchemas: EntrySchemas<ScheduleOptions> = entrySchemas(scheduleSchema, scheduleShape);

/** Schemas of `/hosts`. */
export const hostEntrySchemas: EntrySchemas<HostOptions> = entrySchemas(hostSchema, hostShape);

/** Schemas of `/event-types`, as operators edit them. */
export const eventTypeEntrySchemas: EntrySchemas<EventTypeOptions> = entrySchemas(eventTypeSchema, eventTypeShape);

/** Schema of {@link ListEntriesQuery}. */
export const listEntriesQuerySchema: z.ZodType<ListEntriesQuery> = z.strictObject({
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9][0-9]|200)$/, { error: "must be a whole number from 1 to 200" })
    .optional(),
  cursor: z.string().max(100).optional(),
});

/** Schema of {@link DeleteEntryQuery}. */
export const deleteEntryQuerySchema: z.ZodType<DeleteEntryQuery> = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, { error: "must be a whole number, at least 1" })
    .optional(),
});
