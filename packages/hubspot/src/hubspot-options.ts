import { type Clock, ConfigurationError, type FieldError, systemClock } from "@slotkit/core";
import { z } from "zod";
import type { HubSpotCredentials } from "./access-tokens.ts";
import { propertyTypes } from "./convert-value.ts";
import type { HubSpotApiVersion } from "./hubspot-paths.ts";
import {
  type AnswerMapping,
  type ConsentMapping,
  defaultPropertyMapping,
  mappedFacts,
  type PropertyMapping,
} from "./property-mapping.ts";

/** An app that was installed by OAuth. */
export interface HubSpotOAuth {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

export interface HubSpotOptions {
  /** Token of a service key or a private app. Either this or `oauth`. */
  accessToken?: string | undefined;
  /** An app that was installed by OAuth, in place of `accessToken`. */
  oauth?: HubSpotOAuth | undefined;
  /** A dated version or `v3`. Default: `2026-09`. */
  apiVersion?: HubSpotApiVersion | undefined;
  /** Where HubSpot answers, for stand-ins and proxies. Default: `https://api.hubapi.com`. */
  basePath?: string | undefined;
  /** Longest time one request may take, in milliseconds. Default: 10,000. */
  timeoutMs?: number | undefined;
  /** HubSpot's internal names for the facts of a booking; `false` leaves one out. */
  properties?: Partial<PropertyMapping> | undefined;
  /** By name of the question: HubSpot's internal name of the property for its answer, or more of it. Default: none. */
  answers?: Readonly<Record<string, string | AnswerMapping>> | undefined;
  /** What to write of consent that was given with a booking. Default: nothing. */
  consents?: readonly ConsentMapping[] | undefined;
  /** Lifecycle stage of contacts that are made here, `false` for the account's own default. Never set on others. Default: `lead`. */
  lifecycleStage?: string | false | undefined;
  /** Whether each booking has a meeting on the contact's timeline. Default: true. */
  meetings?: boolean | undefined;
  /**
   * Whether the first host, found among the HubSpot users by e-mail address, owns the meeting, and the contact: when it is
   * made here (`onCreate`) or with every booking (`always`). Needs the scope crm.objects.owners.read. Default: false.
   */
  hostAsOwner?: "onCreate" | "always" | false | undefined;
  /** Default: the machine's. */
  clock?: Clock | undefined;
}

/** Checked options with every default filled in. */
export interface HubSpotSettings {
  credentials: HubSpotCredentials;
  apiVersion: HubSpotApiVersion;
  basePath: string | undefined;
  timeoutMs: number;
  properties: PropertyMapping;
  answers: Readonly<Record<string, AnswerMapping>>;
  consents: readonly ConsentMapping[];
  lifecycleStage: string | false;
  meetings: boolean;
  hostAsOwner: "onCreate" | "always" | false;
  clock: Clock;
}

const nameRemedy = "give HubSpot's internal name (lower-case letters, digits, underscores)";
const internalName = z.string(`${nameRemedy}.`).regex(/^[a-z][a-z0-9_]{0,99}$/, `${nameRemedy}.`);
const mapped = z.union([z.literal(false), internalName], `${nameRemedy}, or false to leave it out.`).optional();
const tokenRemedy = "give the token of a service key or private app";
const secret = (what: string) =>
  z.string(`give ${what}.`).regex(/^[\x21-\x7e]+$/, `give ${what}: one word without spaces or line breaks.`);

const answer = z.union(
  [
    internalName.transform((property): AnswerMapping => ({ property })),
    z
      .strictObject({
        property: internalName,
        type: z.enum(propertyTypes, `give one of ${propertyTypes.join(", ")}.`).optional(),
        options: z.array(z.string().min(1)).min(1, "give at least one option.").optional(),
        multiple: z.boolean("give true or false.").optional(),
      })
      .refine(({ type, options }) => (type === "enumeration") === (options !== undefined), {
        path: ["options"],
        error: "give options for the type enumeration, and for no other.",
      }),
  ],
  `${nameRemedy}, or { property, type?, options?, multiple? }.`,
);

const schema = z
  .strictObject({
    accessToken: z
      .string(`${tokenRemedy}.`)
      .regex(/^[\x21-\x7e]+$/, `${tokenRemedy}: one word without spaces or line breaks.`)
      .optional(),
    oauth: z
      .strictObject({
        clientId: secret("the client id of the app"),
        clientSecret: secret("the client secret of the app"),
        refreshToken: secret("the refresh token of the installation"),
      })
      .optional(),
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
      .strictObject(Object.fromEntries(mappedFacts.map((fact) => [fact, mapped])))
      .default({}) as unknown as z.ZodType<Partial<PropertyMapping>>,
    answers: z.record(z.string(), answer).default({}),
    consents: z
      .array(z.strictObject({ question: z.string().min(1), property: internalName, value: z.string().min(1) }))
      .default([]),
    lifecycleStage: z
      .union(
        [z.literal(false), z.string().regex(/^[\w-]{1,100}$/)],
        "give the internal value of a stage, such as lead, or false.",
      )
      .default("lead"),
    meetings: z.boolean("give true or false.").default(true),
    hostAsOwner: z
      .union([z.literal(false), z.enum(["onCreate", "always"])], "give onCreate, always or false.")
      .default(false),
    clock: z
      .custom<Clock>((value) => typeof value === "object" && value !== null, "give a Clock.")
      .default(systemClock),
  })
  .superRefine(({ accessToken, oauth, properties, answers, consents }, context) => {
    if ((accessToken === undefined) === (oauth === undefined)) {
      context.addIssue({ code: "custom", path: ["accessToken"], message: `${tokenRemedy}, or oauth, and not both.` });
    }
    const taken = new Set<string>();
    const claim = (path: string[], property: string | false | undefined) => {
      if (!property) return;
      const clash = property === "email" || property === "lifecyclestage" || taken.has(property);
      if (clash) context.addIssue({ code: "custom", path, message: "give each fact a property of its own." });
      taken.add(property);
    };
    for (const [fact, property] of Object.entries({ ...defaultPropertyMapping, ...withoutGaps(properties) })) {
      claim(["properties", fact], property);
    }
    for (const [question, { property }] of Object.entries(answers)) claim(["answers", question], property);
    for (const [index, { property }] of consents.entries()) claim(["consents", String(index)], property);
  });

/** Checks the options. @throws {ConfigurationError} naming option, value and remedy; never any part of a secret. */
export function readHubSpotOptions(options: HubSpotOptions): HubSpotSettings {
  const parsed = schema.safeParse(options);
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map((issue) => toProblem(issue, options)));
  const { accessToken, oauth, properties, apiVersion, basePath, ...rest } = parsed.data;
  return {
    ...rest,
    credentials: oauth ?? { accessToken: accessToken ?? "" },
    basePath,
    apiVersion: apiVersion as HubSpotApiVersion,
    properties: { ...defaultPropertyMapping, ...withoutGaps(properties) },
  };
}

function withoutGaps(properties: Partial<PropertyMapping>): Partial<PropertyMapping> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function toProblem({ path, message, code }: z.core.$ZodIssue, options: unknown): FieldError {
  const field = ["hubspot", ...path].join(".");
  const text = code === "unrecognized_keys" ? `${message}; remove what is not an option.` : message;
  if (path.length === 0 || path[0] === "accessToken" || path[0] === "oauth") return { field, message: text };
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], options);
  return { field, message: text, received: (JSON.stringify(value) ?? String(value)).slice(0, 100) };
}
