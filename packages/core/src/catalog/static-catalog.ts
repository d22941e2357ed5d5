import { z } from "zod";
import { ConfigurationError } from "../configuration-error.ts";
import type { FieldError } from "../errors.ts";
import { emailSchema, lineSchema, textSchema, timeZoneSchema } from "../http/primitives.ts";
import type { Catalog, EventType, EventTypeHost, Host, OnCalendarError } from "../ports/catalog.ts";
import { defaultClientId } from "../slotkit.ts";
import type { Assignment, Schedule } from "../slots/slot-query.ts";
import { parseOptions } from "../validation/parse-options.ts";
import { refuseWrongTimes, scheduleShape } from "./schedule-schema.ts";

/** A named schedule: weekly windows and date overrides, read in one zone. */
export interface ScheduleOptions extends Schedule {
  id: string;
}

/** A host as configured. */
export interface HostOptions {
  id: string;
  name: string;
  /** Where this host is notified. */
  email?: string | undefined;
  /** Id of a schedule, or several: the first whose `effective` range holds a date applies on it. */
  schedule: string | readonly string[];
  calendars?:
    | {
        /** Calendars whose events block this host. Default: the destination, where there is one. */
        conflict?: readonly string[] | undefined;
        /** The calendar this host's bookings are written to. */
        destination?: string | undefined;
      }
    | undefined;
}

/** The part of a host in an event type. */
export interface EventTypeHostOptions {
  id: string;
  /** Needed for every slot, beside the rotating hosts. Default: false. */
  fixed?: boolean | undefined;
  /** Among rotating hosts, a higher one is chosen first. Default: 0. */
  priority?: number | undefined;
  /** Share of the bookings among rotating hosts of one priority. Default: 1. */
  weight?: number | undefined;
}

/** An event type as configured. */
export interface EventTypeOptions {
  slug: string;
  title: string;
  description?: string | undefined;
  /** Where it takes place, as shown to people. */
  location?: string | undefined;
  /** One duration, or several of which the first is the default. */
  durationMinutes: number | readonly number[];
  /** Distance between candidate starts. Default: the duration. */
  intervalMinutes?: number | undefined;
  /** Default: 0. */
  bufferBeforeMinutes?: number | undefined;
  /** Default: 0. */
  bufferAfterMinutes?: number | undefined;
  /** Shortest time from now to a start. Default: 0. */
  minimumNoticeMinutes?: number | undefined;
  /** Furthest local day offered, counted from today. Default: 60. */
  bookingWindowDays?: number | undefined;
  /** Default: `grid`. */
  align?: "grid" | "pack" | undefined;
  /** Default: the zone of the first host's first schedule. */
  timeZone?: string | undefined;
  /** Ids of the hosts, or the parts they play. */
  hosts: readonly (string | EventTypeHostOptions)[];
  /** How many of the hosts a booking takes. Default: `single` for one host; several need a choice. */
  assignment?: Assignment | undefined;
  /** Bookings wait for an operator. Default: false. */
  requiresConfirmation?: boolean | undefined;
  /** Default: `stale`. */
  onCalendarError?: OnCalendarError | undefined;
  /** Default: 60. */
  maxStaleMinutes?: number | undefined;
}

/** What a static catalog is made of. */
export interface StaticCatalogOptions {
  /** The client it describes. Default: `default`. */
  clientId?: string | undefined;
  schedules: readonly ScheduleOptions[];
  hosts: readonly HostOptions[];
  eventTypes: readonly EventTypeOptions[];
}

const id = lineSchema(100).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
  error: "must start with a letter or digit and go on with letters, digits, dots, dashes or underscores",
});
const minutes = (least: number, most: number) =>
  z
    .int({ error: "must be a whole number of minutes" })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` });
const duration = minutes(1, 1440);

const hostSchema = z.strictObject({
  id,
  name: lineSchema(200).min(1, { error: "must not be empty" }),
  email: emailSchema.optional(),
  schedule: z.union([id, z.array(id).min(1).readonly()], { error: "must be the id of a schedule, or a list of ids" }),
  calendars: z
    .strictObject({
      conflict: z.array(lineSchema(500).min(1)).readonly().optional(),
      destination: lineSchema(500).min(1).optional(),
    })
    .optional(),
});

const eventTypeHostSchema = z.strictObject({
  id,
  fixed: z.boolean({ error: "must be true or false" }).optional(),
  priority: z.number({ error: "must be a number" }).optional(),
  weight: z.number({ error: "must be a number" }).positive({ error: "must be greater than 0" }).optional(),
});

const assignmentSchema: z.ZodType<Assignment> = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("single") }),
    z.strictObject({ kind: z.literal("collective") }),
    z.strictObject({ kind: z.literal("roundRobin") }),
    z.strictObject({ kind: z.literal("anyOf"), count: z.int({ error: "must be a whole number" }).min(1) }),
  ],
  { error: 'must be { kind: "single" | "collective" | "roundRobin" }, or { kind: "anyOf", count }' },
);

const eventTypeSchema = z.strictObject({
  slug: id,
  title: lineSchema(200).min(1, { error: "must not be empty" }),
  description: textSchema(5000).optional(),
  location: lineSchema(500).optional(),
  durationMinutes: z.union([duration, z.array(duration).min(1).max(20).readonly()], {
    error: "must be a whole number of minutes from 1 to 1440, or a list of them",
  }),
  intervalMinutes: minutes(1, 1440).optional(),
  bufferBeforeMinutes: minutes(0, 1440).optional(),
  bufferAfterMinutes: minutes(0, 1440).optional(),
  minimumNoticeMinutes: minutes(0, 525_600).optional(),
  bookingWindowDays: z
    .int({ error: "must be a whole number of days" })
    .min(0, { error: "must be at least 0" })
    .max(730, { error: "must be at most 730" })
    .optional(),
  align: z.enum(["grid", "pack"], { error: 'must be "grid" or "pack"' }).optional(),
  timeZone: timeZoneSchema.optional(),
  hosts: z
    .array(
      z.union([id, eventTypeHostSchema], { error: "must be the id of a host, or { id, fixed, priority, weight }" }),
    )
    .min(1, { error: "must name at least one host" })
    .max(1000, { error: "must name at most 1000 hosts" })
    .readonly(),
  assignment: assignmentSchema.optional(),
  requiresConfirmation: z.boolean({ error: "must be true or false" }).optional(),
  onCalendarError: z.enum(["stale", "withhold", "open"], { error: 'must be "stale", "withhold" or "open"' }).optional(),
  maxStaleMinutes: minutes(0, 10_080).optional(),
});

const optionsSchema: z.ZodType<StaticCatalogOptions> = z.strictObject({
  clientId: id.optional(),
  schedules: z.array(scheduleShape.extend({ id }).superRefine(refuseWrongTimes)).readonly(),
  hosts: z.array(hostSchema).readonly(),
  eventTypes: z.array(eventTypeSchema).readonly(),
});

/**
 * A catalog described in code.
 *
 * @throws {ConfigurationError} naming the option, the value received and the remedy.
 */
export function staticCatalog(options: StaticCatalogOptions): Catalog {
  const {
    clientId = defaultClientId,
    schedules,
    hosts,
    eventTypes,
  } = parseOptions(optionsSchema, options, "staticCatalog");
  refuseUnresolved(schedules, hosts, eventTypes);
  const schedulesById = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const hostsById = new Map(hosts.map((host) => [host.id, resolveHost(host, schedulesById)]));
  const resolved = new Map(eventTypes.map((eventType) => [eventType.slug, resolveEventType(eventType, hostsById)]));
  return {
    findEventType: async (client, slug) => (client === clientId ? (resolved.get(slug) ?? null) : null),
    listEventTypes: async (client) => (client === clientId ? [...resolved.values()] : []),
  };
}

function resolveHost(host: HostOptions, schedules: ReadonlyMap<string, Schedule>): Host {
  const { conflict, destination } = host.calendars ?? {};
  const scheduleIds = typeof host.schedule === "string" ? [host.schedule] : host.schedule;
  return {
    id: host.id,
    name: host.name,
    email: host.email ?? null,
    schedules: scheduleIds.flatMap((scheduleId) => schedules.get(scheduleId) ?? []),
    conflictCalendars: conflict ?? (destination === undefined ? [] : [destination]),
    destinationCalendar: destination ?? null,
  };
}

function resolveEventType(options: EventTypeOptions, hosts: ReadonlyMap<string, Host>): EventType {
  const ofType = options.hosts.flatMap((part) => eventTypeHostOf(part, hosts));
  return {
    slug: options.slug,
    title: options.title,
    description: options.description ?? null,
    location: options.location ?? null,
    durationsMinutes: typeof options.durationMinutes === "number" ? [options.durationMinutes] : options.durationMinutes,
    intervalMinutes: options.intervalMinutes ?? null,
    bufferBeforeMinutes: options.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: options.bufferAfterMinutes ?? 0,
    minimumNoticeMinutes: options.minimumNoticeMinutes ?? 0,
    bookingWindowDays: options.bookingWindowDays ?? 60,
    align: options.align ?? "grid",
    timeZone: options.timeZone ?? ofType[0]?.schedules[0]?.timeZone ?? "UTC",
    assignment: options.assignment ?? { kind: "single" },
    hosts: ofType,
    requiresConfirmation: options.requiresConfirmation ?? false,
    onCalendarError: options.onCalendarError ?? "stale",
    maxStaleMinutes: options.maxStaleMinutes ?? 60,
  };
}

function eventTypeHostOf(part: string | EventTypeHostOptions, hosts: ReadonlyMap<string, Host>): EventTypeHost[] {
  const { id: hostId, fixed = false, priority = 0, weight = 1 } = typeof part === "string" ? { id: part } : part;
  const host = hosts.get(hostId);
  return host ? [{ ...host, fixed, priority, weight }] : [];
}

/** Names that point nowhere, and names given twice. */
function refuseUnresolved(
  schedules: readonly ScheduleOptions[],
  hosts: readonly HostOptions[],
  eventTypes: readonly EventTypeOptions[],
): void {
  const scheduleIds = schedules.map((schedule) => schedule.id);
  const hostIds = hosts.map((host) => host.id);
  const problems: FieldError[] = [
    ...duplicates("schedules", "id", scheduleIds),
    ...duplicates("hosts", "id", hostIds),
    ...duplicates(
      "eventTypes",
      "slug",
      eventTypes.map((eventType) => eventType.slug),
    ),
    ...hosts.flatMap(({ schedule }, index) =>
      [schedule].flat().flatMap((name) => unresolved(`hosts.${index}.schedule`, "schedule", name, scheduleIds)),
    ),
    ...eventTypes.flatMap((eventType, index) => partProblems(eventType, `eventTypes.${index}`, hostIds)),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** What is wrong with the hosts of one event type, and with how many of them a booking takes. */
function partProblems({ hosts, assignment }: EventTypeOptions, path: string, known: readonly string[]): FieldError[] {
  const ids = hosts.map((part) => (typeof part === "string" ? part : part.id));
  const rotating = hosts.filter((part) => typeof part === "string" || !part.fixed).length;
  const kind = assignment?.kind ?? "single";
  const field = `staticCatalog.${path}.assignment`;
  const problems = [
    ...ids.flatMap((name, index) => unresolved(`${path}.hosts.${index}`, "host", name, known)),
    ...duplicates(`${path}.hosts`, "", ids),
  ];
  if (kind === "single" && hosts.length > 1) {
    const received = assignment === undefined ? undefined : JSON.stringify(assignment);
    const message = "several hosts need a choice: collective, roundRobin, or anyOf with a count";
    problems.push({ field, message, ...(received === undefined ? {} : { received }) });
  }
  if (assignment?.kind === "anyOf" && assignment.count > rotating) {
    problems.push({
      field,
      message: `asks for more hosts than the ${rotating} that rotate`,
      received: String(assignment.count),
    });
  }
  return problems;
}

function duplicates(list: string, key: string, names: readonly string[]): FieldError[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          {
            field: ["staticCatalog", list, index, ...(key === "" ? [] : [key])].join("."),
            message: "is used twice; give each its own",
            received: JSON.stringify(name),
          },
        ]
      : [],
  );
}

function unresolved(field: string, kind: string, name: string, known: readonly string[]): FieldError[] {
  if (known.includes(name)) return [];
  const choice = known.length > 0 ? `use one of: ${known.join(", ")}` : `describe one under "${kind}s"`;
  return [{ field: `staticCatalog.${field}`, message: `names no ${kind}; ${choice}`, received: JSON.stringify(name) }];
}
