import { IntegrationError } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import { type HubSpotAnswer, type RefusedProperty, readErrorBody } from "./hubspot-answer.ts";
import type { HubSpotRequest } from "./hubspot-api.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";

/** Values of a record's properties, by internal name. */
export type PropertyValues = Readonly<Record<string, string>>;

/** The request that writes these values; asked for again with fewer when some are refused. */
export type WriteRequest = (values: PropertyValues) => HubSpotRequest;

/** HubSpot's last answer, good or bad, and what was left out before it. */
export interface WrittenRecord {
  answer: HubSpotAnswer;
  refused: readonly RefusedProperty[];
}

/** Refused values are dropped and the rest is sent again; HubSpot names all of them at once, as a rule. */
const maxRounds = 5;
const recordSchema = z.object({ id: z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String) });

/** Writes what HubSpot takes. */
export async function writeRecord(
  request: WriteRequest,
  values: PropertyValues,
  { api }: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<WrittenRecord> {
  let rest = values;
  const refused: RefusedProperty[] = [];
  for (let round = 1; ; round += 1) {
    const answer = await api(request(rest), signal);
    const named = answer.status === 400 ? readErrorBody(answer.body).refused.filter(({ name }) => name in rest) : [];
    if (named.length === 0 || round === maxRounds) return { answer, refused };
    refused.push(...named.filter(({ name }, index) => named.findIndex((other) => other.name === name) === index));
    rest = Object.fromEntries(Object.entries(rest).filter(([name]) => !named.some((other) => other.name === name)));
  }
}

/** The change of a record that is there. With nothing left to write it is read, for its id. */
export function updateOf(path: string, query: Readonly<Record<string, string>> = {}): WriteRequest {
  return (values) =>
    Object.keys(values).length === 0
      ? { method: "GET", path, query }
      : { method: "PATCH", path, query, body: { properties: values } };
}

/** HubSpot's own 404, whose other fields may be missing, and not the error page of a proxy: that one creates nothing. */
export function isMissing({ status, body }: HubSpotAnswer): boolean {
  return status === 404 && typeof body === "object" && body !== null;
}

/** @throws {IntegrationError} when the answer is a refusal, or names no record. */
export function recordIdOf(answer: HubSpotAnswer, nowMs: number): string {
  if (answer.status < 200 || answer.status > 299) throw classifyHubSpotError(answer, nowMs);
  const record = recordSchema.safeParse(answer.body);
  if (record.success) return record.data.id;
  throw new IntegrationError("unknown_outcome", "HubSpot's answer names no record.", {
    remedy: "Nothing to do; it is tried again. If it stays, look for a proxy between this machine and api.hubapi.com.",
    status: answer.status,
  });
}
