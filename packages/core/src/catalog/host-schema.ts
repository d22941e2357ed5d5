import { z } from "zod";
import type { Host } from "../ports/catalog.ts";
import type { Schedule } from "../slots/slot-query.ts";
import { emailSchema, lineSchema } from "../validation/primitives.ts";
import { idSchema } from "./id-schema.ts";
import { type HostLimitsOptions, hostLimitsShape, resolveHostLimits } from "./limits-schema.ts";
import { resolveTimeOff, type TimeOffOptions, timeOffShape } from "./time-off-schema.ts";

/** A host as configured. */
export interface HostOptions extends TimeOffOptions, HostLimitsOptions {
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
  /** False for a host who offers no time; what is booked stays. Default: true. */
  active?: boolean | undefined;
}

/** Fields of {@link HostOptions}. */
export const hostShape = {
  id: idSchema,
  ...timeOffShape,
  ...hostLimitsShape,
  name: lineSchema(200).min(1, { error: "must not be empty" }),
  email: emailSchema.optional(),
  schedule: z.union([idSchema, z.array(idSchema).min(1).readonly()], {
    error: "must be the id of a schedule, or a list of ids",
  }),
  calendars: z
    .strictObject({
      conflict: z.array(lineSchema(500).min(1)).readonly().optional(),
      destination: lineSchema(500).min(1).optional(),
    })
    .optional(),
  active: z.boolean({ error: "must be true or false" }).optional(),
};

/** Schema of {@link HostOptions}. */
export const hostSchema: z.ZodType<HostOptions> = z.strictObject(hostShape);

/** Ids of the schedules a host names, the first that applies first. */
export function scheduleIdsOf({ schedule }: Pick<HostOptions, "schedule">): readonly string[] {
  return typeof schedule === "string" ? [schedule] : schedule;
}

/** A host with its schedules; names of schedules that there are not count for nothing. */
export function resolveHost(host: HostOptions, schedules: ReadonlyMap<string, Schedule>): Host {
  const { conflict, destination } = host.calendars ?? {};
  const known = scheduleIdsOf(host).flatMap((id) => schedules.get(id) ?? []);
  return {
    id: host.id,
    ...resolveTimeOff(host),
    ...resolveHostLimits(host, known[0]?.timeZone ?? "UTC"),
    name: host.name,
    email: host.email ?? null,
    schedules: host.active === false ? known.map(({ timeZone }) => ({ timeZone, weekly: {} })) : known,
    conflictCalendars: conflict ?? (destination === undefined ? [] : [destination]),
    destinationCalendar: destination ?? null,
  };
}
