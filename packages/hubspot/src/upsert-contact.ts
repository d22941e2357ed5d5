import { IntegrationError, type RecordBookingResult } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import { existingIdOf, type HubSpotAnswer, readErrorBody } from "./hubspot-answer.ts";
import type { HubSpotApi, HubSpotRequest } from "./hubspot-api.ts";
import type { HubSpotPaths } from "./hubspot-paths.ts";

export interface UpsertContactOptions {
  api: HubSpotApi;
  paths: HubSpotPaths;
  nowMs: number;
  signal: AbortSignal | undefined;
}

export interface ContactUpsert {
  /** Tried first; dropped when HubSpot no longer knows it. */
  contactId: string | null;
  email: string;
  /** Written whether the contact is new or not. */
  properties: Readonly<Record<string, string>>;
  /** Written only to a contact that is made here. */
  onCreate: Readonly<Record<string, string>>;
}

type Properties = Readonly<Record<string, string>>;
type Attempt = (properties: Properties) => HubSpotRequest;

/** Refused values are dropped and the rest is sent again; HubSpot names all of them at once, as a rule. */
const maxRounds = 5;
const writtenSchema = z.object({ id: z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String) });

/**
 * Finds or makes the contact of an address and writes to it, in an order that cannot make two: update by id, update by
 * address, create, and on a conflict update the one that was there first.
 *
 * Not by search, whose index lags behind by seconds, and not by batch upsert, which cannot tell a new contact from an old
 * one before it writes (so would set the lifecycle stage of both) and is not made for partial writes by address.
 *
 * @throws {IntegrationError}
 */
export async function upsertContact(
  upsert: ContactUpsert,
  options: UpsertContactOptions,
): Promise<RecordBookingResult> {
  const { contactId, email, properties, onCreate } = upsert;
  const { paths } = options;
  const byId = (id: string) => write(updateOf(paths.contact(id)), properties, options);
  const byEmail = () => write(updateOf(paths.contact(email), { idProperty: "email" }), properties, options);

  const known = contactId === null ? null : await byId(contactId);
  if (known && !isMissing(known)) return resultOf(known, options);
  const found = await byEmail();
  if (!isMissing(found)) return resultOf(found, options);
  const created = await write(
    (rest) => ({ method: "POST", path: paths.contacts, body: { properties: { ...rest, email } } }),
    { ...onCreate, ...properties },
    options,
  );
  if (created.answer.status !== 409) return resultOf(created, options);
  // Someone was faster, or the address is a secondary one of another contact.
  const existingId = existingIdOf(created.answer.body);
  return resultOf(existingId === null ? await byEmail() : await byId(existingId), options);
}

interface Written {
  answer: HubSpotAnswer;
  leftOut: readonly string[];
}

/** Writes what HubSpot takes. Ends with its last answer, good or bad. */
async function write(
  attempt: Attempt,
  properties: Properties,
  { api, signal }: UpsertContactOptions,
): Promise<Written> {
  let rest = properties;
  for (let round = 1; ; round += 1) {
    const answer = await api(attempt(rest), signal);
    const refused = answer.status === 400 ? readErrorBody(answer.body).refused.map(({ name }) => name) : [];
    const kept = Object.entries(rest).filter(([name]) => !refused.includes(name));
    if (kept.length === Object.keys(rest).length || round === maxRounds) {
      return { answer, leftOut: Object.keys(properties).filter((name) => !(name in rest)) };
    }
    rest = Object.fromEntries(kept);
  }
}

/** With nothing left to write the contact is read, for its id. */
function updateOf(path: string, query: Readonly<Record<string, string>> = {}): Attempt {
  return (properties) =>
    Object.keys(properties).length === 0
      ? { method: "GET", path, query }
      : { method: "PATCH", path, query, body: { properties } };
}

/** HubSpot's own 404, whose other fields may be missing, and not the error page of a proxy: that one creates nothing. */
function isMissing({ answer }: Written): boolean {
  return answer.status === 404 && typeof answer.body === "object" && answer.body !== null;
}

function resultOf({ answer, leftOut }: Written, { nowMs }: UpsertContactOptions): RecordBookingResult {
  if (answer.status < 200 || answer.status > 299) throw classifyHubSpotError(answer, nowMs);
  const written = writtenSchema.safeParse(answer.body);
  if (written.success) return { contactId: written.data.id, meetingId: null, leftOut };
  throw new IntegrationError("unknown_outcome", "HubSpot's answer names no contact.", {
    remedy: "Nothing to do; it is tried again. If it stays, look for a proxy between this machine and api.hubapi.com.",
    status: answer.status,
  });
}
