import { z } from "zod";
import type { BookingLimit, ScopedLimit } from "../ports/booking-limits.ts";
import type { LimitPeriod } from "../slots/slot-query.ts";
import { type Weekday, weekdays } from "../time/weekdays.ts";
import { timeZoneSchema } from "../validation/primitives.ts";

/** A cap on the bookings that start in one period of the calendar; give `maxCount`, `maxMinutes` or both. */
export interface BookingLimitOptions {
  period: LimitPeriod;
  /** How many: 1 to 100000. A session counts once, however many have a seat. */
  maxCount?: number | undefined;
  /** How long all of them together, buffers apart: 1 to 527040 minutes. */
  maxMinutes?: number | undefined;
  /** Of `week`. Default: `monday`. */
  weekStartsOn?: Weekday | undefined;
  /** Whose calendar cuts the periods. Default: the zone of the event type, or of the host's first schedule. */
  timeZone?: string | undefined;
}

/** A limit of an event type. */
export interface EventTypeLimitOptions extends BookingLimitOptions {
  /** Whether it caps the event type as a whole, or what each host has of it. Default: `eventType`. */
  per?: "eventType" | "host" | undefined;
}

/** A limit on everything a client has; no event type and no host lends it a zone. */
export interface ClientLimitOptions extends BookingLimitOptions {
  timeZone: string;
}

/** How much of an event type is booked at most. */
export interface LimitsOptions {
  /** Each of them must leave room for a booking. Default: none. */
  limits?: readonly EventTypeLimitOptions[] | undefined;
}

/** How much one host is booked at most, over all event types. */
export interface HostLimitsOptions {
  /** Where one is reached the host is not free. Default: none. */
  limits?: readonly BookingLimitOptions[] | undefined;
}

const whole = (unit: string, most: number) =>
  z
    .int({ error: `must be a whole number of ${unit}` })
    .min(1, { error: "must be at least 1" })
    .max(most, { error: `must be at most ${most}` });

const limitShape = {
  period: z.enum(["day", "week", "month", "year"], { error: "must be one of: day, week, month, year" }),
  maxCount: whole("bookings", 100_000).optional(),
  maxMinutes: whole("minutes", 366 * 24 * 60).optional(),
  weekStartsOn: z.enum(weekdays, { error: "must be a weekday, such as monday" }).optional(),
};
const timeZone = timeZoneSchema.optional();
const per = z.enum(["eventType", "host"], { error: 'must be "eventType" or "host"' }).optional();

const capsSomething = ({ maxCount, maxMinutes }: BookingLimitOptions) =>
  maxCount !== undefined || maxMinutes !== undefined;
const capMissing = { error: "must be given, or maxMinutes, or both", path: ["maxCount"] };

const listOf = <Options extends BookingLimitOptions>(limit: z.ZodType<Options>) =>
  z
    .array(limit.refine(capsSomething, capMissing))
    .max(20, { error: "must have at most 20 entries" })
    .readonly()
    .optional();

/** Fields of {@link LimitsOptions}. */
export const limitsShape = {
  limits: listOf<EventTypeLimitOptions>(z.strictObject({ ...limitShape, timeZone, per })),
};

/** Fields of {@link HostLimitsOptions}. */
export const hostLimitsShape = { limits: listOf<BookingLimitOptions>(z.strictObject({ ...limitShape, timeZone })) };

/** Schema of a client's limits. */
export const clientLimitsSchema = listOf<ClientLimitOptions>(
  z.strictObject({ ...limitShape, timeZone: timeZoneSchema }),
);

/** @param client - Those of the client, which every event type has to keep too. */
export function resolveLimits(
  { limits = [] }: LimitsOptions,
  ownZone: string,
  client: readonly ClientLimitOptions[] = [],
): { limits: readonly ScopedLimit[] } {
  const own = limits.map(
    ({ per: each, timeZone: zone = ownZone, ...limit }, index): ScopedLimit => ({
      ...limit,
      timeZone: zone,
      id: `limits.${index}`,
      scope: each === "host" ? "eventTypeHost" : "eventType",
    }),
  );
  const ofClient = client.map(
    (limit, index): ScopedLimit => ({ ...limit, id: `client.limits.${index}`, scope: "client" }),
  );
  return { limits: [...own, ...ofClient] };
}

export function resolveHostLimits(
  { id, limits = [] }: HostLimitsOptions & { id: string },
  ownZone: string,
): { limits: readonly BookingLimit[] } {
  return {
    limits: limits.map(({ timeZone: zone = ownZone, ...limit }, index) => ({
      ...limit,
      timeZone: zone,
      id: `hosts.${id}.limits.${index}`,
    })),
  };
}
