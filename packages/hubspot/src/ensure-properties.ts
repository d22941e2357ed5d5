import type { CallOptions } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import { fits } from "./convert-value.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import { bookingPropertyGroup, type PropertyDefinition } from "./property-mapping.ts";

/** How the properties are brought about. */
export interface EnsurePropertiesOptions extends CallOptions {
  /** Only says what would be made. Default: false. */
  dryRun?: boolean | undefined;
}

/** What became of the properties. */
export interface EnsurePropertiesResult {
  /** Names of those made now; in a dry run, of those that would be. */
  created: readonly string[];
  /** Those of another type than SlotKit would make, into which the fact is converted. */
  converted: readonly PropertyMismatch[];
  /** Those whose type cannot hold the fact: it is not written. Change the mapping, or the property in HubSpot. */
  unfit: readonly PropertyMismatch[];
  /** Choices that are written though the property does not offer them; HubSpot refuses those. */
  missingOptions: readonly { name: string; options: readonly string[] }[];
}

export interface PropertyMismatch {
  name: string;
  /** What it is. */
  type: string;
  /** What SlotKit would make. */
  needed: string;
}

/** What the account has, and what was done about the rest. */
export interface EnsuredProperties extends EnsurePropertiesResult {
  /** The type of every contact property of the account, those made now included. */
  types: ReadonlyMap<string, string>;
}

const listSchema = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      options: z.array(z.object({ value: z.string() })).catch([]),
    }),
  ),
});

/** Makes the group and the properties that are missing. May be repeated, and run by several processes at once. */
export async function ensureProperties(
  wanted: readonly PropertyDefinition[],
  { api, paths, clock }: HubSpotConnection,
  { dryRun = false, signal }: EnsurePropertiesOptions = {},
): Promise<EnsuredProperties> {
  const checked = (answer: HubSpotAnswer, taken: readonly number[] = []) => {
    if ((answer.status >= 200 && answer.status < 300) || taken.includes(answer.status)) return answer;
    throw classifyHubSpotError(answer, clock.now());
  };
  // 409: another process was faster.
  const make = async (path: string, body: object) => checked(await api({ method: "POST", path, body }, signal), [409]);

  const answer = checked(await api({ method: "GET", path: paths.contactProperties }, signal));
  const listed = listSchema.safeParse(answer.body);
  if (!listed.success) throw classifyHubSpotError({ ...answer, status: 0 }, clock.now());
  const present = new Map(listed.data.results.map((property) => [property.name, property]));
  const missing = wanted.filter(({ name }) => !present.has(name));

  if (missing.length > 0 && !dryRun) await make(paths.contactPropertyGroups, bookingPropertyGroup);
  const created: string[] = [];
  for (const { kind: _, ...property } of missing) {
    const made = dryRun || (await make(paths.contactProperties, property)).status !== 409;
    if (made) created.push(property.name);
  }

  const others = wanted.flatMap(({ name, kind, type: needed }) => {
    const { type = needed } = present.get(name) ?? {};
    return type === needed ? [] : [{ kind, name, type, needed }];
  });
  const mismatch = ({ name, type, needed }: PropertyMismatch) => ({ name, type, needed });
  return {
    created,
    converted: others.filter(({ kind, type }) => fits(kind, type)).map(mismatch),
    unfit: others.filter(({ kind, type }) => !fits(kind, type)).map(mismatch),
    missingOptions: wanted.flatMap((definition) => {
      const options = optionsLacking(definition, present.get(definition.name));
      return options.length === 0 ? [] : [{ name: definition.name, options }];
    }),
    types: new Map([
      ...missing.map(({ name, type }) => [name, type] as const),
      ...[...present.values()].map(({ name, type }) => [name, type] as const),
    ]),
  };
}

function optionsLacking(
  { options = [] }: PropertyDefinition,
  present: { type: string; options: readonly { value: string }[] } | undefined,
): string[] {
  if (present?.type !== "enumeration") return [];
  const offered = present.options.map(({ value }) => value);
  return options.map(({ value }) => value).filter((value) => !offered.includes(value));
}
