import { type Clock, ConfigurationError, type FieldError, systemClock } from "@slotkit/core";
import { z } from "zod";
import { defaultPropertyMapping, type PropertyMapping } from "./booking-properties.ts";
import type { HubSpotApiVersion } from "./hubspot-paths.ts";

export interface HubSpotOptions {
  /** Token of a service key or a private app. */
  accessToken: string;
  /** A dated version or `v3`. Default: `2026-09`. */
  apiVersion?: HubSpotApiVersion | undefined;
  /** Where HubSpot answers, for stand-ins and proxies. Default: `https://api.hubapi.com`. */
  basePath?: string | undefined;
  /** Longest time one request may take, in milliseconds. Default: 10,000. */
  timeoutMs?: number | undefined;
  /** HubSpot's internal names for the facts of a booking; `false` leaves one out. */
  properties?: Partial<PropertyMapping> | undefined;
  /** Lifecycle stage of contacts that are made here, `false` for the account's own default. Never set on others. Default: `lead`. */
  lifecycleStage?: string | false | undefined;
  /** Default: the machine's. */
  clock?: Clock | undefined;
}

/** Checked options with every default filled in. */
export interface HubSpotSettings {
  accessToken: string;
  apiVersion: HubSpotApiVersion;
  basePath: string | undefined;
  timeoutMs: number;
  properties: PropertyMapping;
  lifecycleStage: string | false;
  clock: Clock;
}

const internalName = /^[a-z][a-z0-9_]{0,99}$/;
const nameRemedy = "give HubSpot's internal name (lower-case letters, digits, underscores), or false to leave it out.";
const name = z.union([z.literal(false), z.string().regex(internalName)], nameRemedy);

const schema = z.strictObject({
  accessToken: z
    .string("give the token of a service key or private app.")
    .regex(/^[\x21-\x7e]+$/, "give the token of a service key or private app: one word without spaces or line breaks."),
  apiVersion: z
    .string("give a dated version such as 2026-09, or v3.")
    .regex(/^(v3|20\d\d-(0[1-9]|1[0-2]))$/, "give a dated version such as 2026-09, or v3.")
    .default("2026-09"),
  basePath: z
    .url({ protocol: /^https?$/, error: "give an address such as https://api.hubapi.com." })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  timeoutMs: z
    .int("give whole milliseconds.")
    .min(1, "give at least 1 millisecond.")
    .max(120_000, "give at most 120,000 milliseconds.")
    .default(10_000),
  properties: z
    .strictObject({
      bookingDate: name.optional(),
      bookingStatus: name.optional(),
      bookingEventType: name.optional(),
      bookingUid: name.optional(),
    })
    .default({}),
  lifecycleStage: z
    .union(
      [z.literal(false), z.string().regex(/^[\w-]{1,100}$/)],
      "give the internal value of a stage, such as lead, or false.",
    )
    .default("lead"),
  clock: z.custom<Clock>((value) => typeof value === "object" && value !== null, "give a Clock.").default(systemClock),
});

/** Checks the options. @throws {ConfigurationError} naming option, value and remedy; never any part of the token. */
export function readHubSpotOptions(options: HubSpotOptions): HubSpotSettings {
  const parsed = schema.safeParse(options);
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map((issue) => toProblem(issue, options)));
  const { properties, apiVersion, basePath, ...rest } = parsed.data;
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    basePath,
    apiVersion: apiVersion as HubSpotApiVersion,
    properties: { ...defaultPropertyMapping, ...Object.fromEntries(given) },
  };
}

function toProblem({ path, message, code }: z.core.$ZodIssue, options: unknown): FieldError {
  const field = ["hubspot", ...path].join(".");
  const text = code === "unrecognized_keys" ? `${message}; remove what is not an option.` : message;
  if (path.length === 0 || path[0] === "accessToken") return { field, message: text };
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], options);
  return { field, message: text, received: (JSON.stringify(value) ?? String(value)).slice(0, 100) };
}
