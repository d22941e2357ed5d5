import { z } from "zod";
import { bookingPropertyGroup, type PropertyDefinition } from "./booking-properties.ts";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";
import type { HubSpotApi } from "./hubspot-api.ts";
import type { HubSpotPaths } from "./hubspot-paths.ts";

/** What became of the properties. */
export interface EnsurePropertiesResult {
  /** Names of those made now. */
  created: readonly string[];
  /** Those that exist with a type that cannot hold the fact: change the mapping, or the property in HubSpot. */
  unfit: readonly { name: string; type: string; needed: string }[];
}

export interface EnsurePropertiesOptions {
  api: HubSpotApi;
  paths: HubSpotPaths;
  nowMs: number;
  signal: AbortSignal | undefined;
}

const listSchema = z.object({ results: z.array(z.object({ name: z.string(), type: z.string() })) });

/** Makes the group and the properties that are missing. May be repeated, and run by several processes at once. */
export async function ensureProperties(
  wanted: readonly PropertyDefinition[],
  { api, paths, nowMs, signal }: EnsurePropertiesOptions,
): Promise<EnsurePropertiesResult> {
  const checked = (answer: HubSpotAnswer, taken: readonly number[] = []) => {
    if ((answer.status >= 200 && answer.status < 300) || taken.includes(answer.status)) return answer;
    throw classifyHubSpotError(answer, nowMs);
  };
  // 409: another process was faster.
  const make = async (path: string, body: object) => checked(await api({ method: "POST", path, body }, signal), [409]);

  const answer = checked(await api({ method: "GET", path: paths.contactProperties }, signal));
  const listed = listSchema.safeParse(answer.body);
  if (!listed.success) throw classifyHubSpotError({ ...answer, status: 0 }, nowMs);
  const types = new Map(listed.data.results.map(({ name, type }) => [name, type]));
  const missing = wanted.filter(({ name }) => !types.has(name));

  if (missing.length > 0) await make(paths.contactPropertyGroups, bookingPropertyGroup);
  const created: string[] = [];
  for (const property of missing) {
    const { status } = await make(paths.contactProperties, property);
    if (status !== 409) created.push(property.name);
  }
  const unfit = wanted.flatMap(({ name, type: needed }) => {
    const type = types.get(name) ?? needed;
    // Any text can hold a choice.
    return type === needed || (type === "string" && needed === "enumeration") ? [] : [{ name, type, needed }];
  });
  return { created, unfit };
}
