import { type CallOptions, isIntegrationError } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotRequest } from "./hubspot-api.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import type { LookupCache } from "./lookup-cache.ts";
import { emailKey, upsertContact } from "./upsert-contact.ts";
import type { PropertyValues } from "./write-record.ts";

/** One contact to find or make. */
export interface ContactRow {
  email: string;
  /** Written whether it is new or not. */
  properties: PropertyValues;
  /** Written, beside the others, only to a contact that is made here. */
  onCreate?: PropertyValues | undefined;
}

export interface UpsertManyOptions extends CallOptions {
  /** Called after each batch with the number of rows that are done. A run that ended early goes on with the rest of them. */
  onProgress?: ((done: number) => void) | undefined;
}

export interface UpsertManyResult {
  /** The contact of each address, by its spelling in lower case. */
  ids: ReadonlyMap<string, string>;
  /** By place in the list: the properties that HubSpot would not take; the rest of the row was written. */
  leftOut: readonly { row: number; properties: readonly string[] }[];
  /** By place in the list: rows that were refused as a whole, with the reason. */
  failed: readonly { row: number; reason: string }[];
}

const rowsPerBatch = 100;
const idSchema = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String);
const foundSchema = z.object({
  results: z.array(
    z.object({
      id: idSchema,
      properties: z.object({ email: z.string().nullish(), hs_additional_emails: z.string().nullish() }),
    }),
  ),
});
const writtenSchema = z.object({
  results: z.array(z.object({ id: idSchema, objectWriteTraceId: z.string().optional() })),
});

interface NumberedRow extends ContactRow {
  row: number;
  key: string;
}

/**
 * Finds or makes many contacts by three requests per hundred: which are there, change those, make the others. What a batch
 * refuses is done alone, so that one bad row costs itself. When HubSpot has had enough for the moment it waits.
 *
 * Of rows with one address, which a batch would refuse, the last one counts.
 *
 * @throws {IntegrationError} for what concerns no single row: a dead token, a day's budget, an outage. What was done before
 *   stands, and may be done again.
 */
export async function upsertMany(
  contacts: readonly ContactRow[],
  connection: HubSpotConnection,
  ids: LookupCache<string>,
  { signal, onProgress }: UpsertManyOptions = {},
): Promise<UpsertManyResult> {
  const rows = lastOfEachAddress(contacts);
  const result = { ids: new Map<string, string>(), leftOut: [] as LeftOut[], failed: [] as Failed[] };
  for (let from = 0; from < rows.length; from += rowsPerBatch) {
    const batch = rows.slice(from, from + rowsPerBatch);
    const present = await findAll(batch, connection, signal);
    const written = new Map([
      ...(await writeAll(
        "update",
        batch.filter(({ key }) => present.has(key)),
        present,
        connection,
        signal,
      )),
      ...(await writeAll(
        "create",
        batch.filter(({ key }) => !present.has(key)),
        present,
        connection,
        signal,
      )),
    ]);
    for (const row of batch) {
      const id = written.get(row.row) ?? (await writeAlone(row, connection, ids, result, signal));
      if (id === null) continue;
      result.ids.set(row.key, id);
      ids.set(row.key, id);
    }
    onProgress?.(Math.min(from + rowsPerBatch, rows.length));
  }
  return result;
}

type LeftOut = UpsertManyResult["leftOut"][number];
type Failed = UpsertManyResult["failed"][number];

function lastOfEachAddress(contacts: readonly ContactRow[]): NumberedRow[] {
  const rows = contacts.map((contact, row) => ({ ...contact, row, key: emailKey(contact.email) }));
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

/** The ids of those that are there, by address. */
async function findAll(
  rows: readonly NumberedRow[],
  connection: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const { paths, clock } = connection;
  const body = {
    idProperty: "email",
    inputs: rows.map(({ key }) => ({ id: key })),
    properties: ["email", "hs_additional_emails"],
  };
  const request = { method: "POST", path: `${paths.objects("contacts")}/batch/read`, body } as const;
  const answer = await patiently(connection, request, signal);
  const found = foundSchema.safeParse(answer.body);
  if (!found.success || answer.status > 299) throw classifyHubSpotError(answer, clock.now());
  return new Map(
    found.data.results.flatMap(({ id, properties: { email, hs_additional_emails: more } }) =>
      [email ?? "", ...(more ?? "").split(";")].map((address) => [emailKey(address), id] as const),
    ),
  );
}

/** The ids of the rows that were written; those that are missing were refused, or the whole batch was. */
async function writeAll(
  kind: "create" | "update",
  rows: readonly NumberedRow[],
  present: ReadonlyMap<string, string>,
  connection: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<Map<number, string>> {
  const { paths, clock } = connection;
  const inputs = rows.flatMap(({ row, key, email, properties, onCreate }): object[] => {
    const trace = { objectWriteTraceId: String(row) };
    if (kind === "create") return [{ ...trace, properties: { ...onCreate, ...properties, email } }];
    // Nothing to change is no change.
    return Object.keys(properties).length === 0 ? [] : [{ ...trace, id: present.get(key), properties }];
  });
  const unchanged = rows.flatMap(({ row, key, properties }) => {
    const id = kind === "update" && Object.keys(properties).length === 0 ? present.get(key) : undefined;
    return id === undefined ? [] : [[row, id] as const];
  });
  if (inputs.length === 0) return new Map(unchanged);
  const request = { method: "POST", path: `${paths.objects("contacts")}/batch/${kind}`, body: { inputs } } as const;
  const answer = await patiently(connection, request, signal);
  const written = writtenSchema.safeParse(answer.body);
  if (answer.status <= 299 && written.success) {
    const pairs = written.data.results.flatMap(({ id, objectWriteTraceId: trace }) =>
      trace !== undefined && /^\d+$/.test(trace) ? [[Number(trace), id] as const] : [],
    );
    return new Map([...unchanged, ...pairs]);
  }
  if (answer.status === 400 || answer.status === 409) return new Map(unchanged);
  throw classifyHubSpotError(answer, clock.now());
}

/** What the batch refused; null when it is refused alone, too. */
async function writeAlone(
  { row, email, properties, onCreate }: NumberedRow,
  connection: HubSpotConnection,
  ids: LookupCache<string>,
  result: { leftOut: LeftOut[]; failed: Failed[] },
  signal: AbortSignal | undefined,
): Promise<string | null> {
  try {
    const { contactId, refused } = await waiting(connection, signal, () =>
      upsertContact({ email, properties, onCreate }, connection, ids, signal),
    );
    if (refused.length > 0) result.leftOut.push({ row, properties: refused.map(({ name }) => name) });
    return contactId;
  } catch (error) {
    if (!isIntegrationError(error) || error.kind !== "permanent" || error.status === 403) throw error;
    result.failed.push({ row, reason: error.message });
    return null;
  }
}

function patiently(connection: HubSpotConnection, request: HubSpotRequest, signal: AbortSignal | undefined) {
  return waiting(connection, signal, async () => {
    const answer = await connection.api(request, signal);
    if (answer.status !== 429) return answer;
    throw classifyHubSpotError(answer, connection.clock.now());
  });
}

/** The longest that HubSpot is waited for at a time; a day's budget is not. */
const longestWaitMs = 60_000;

async function waiting<Result>(
  { clock }: HubSpotConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const waitMs = isIntegrationError(error) && error.kind === "throttled" ? (error.retryAfterMs ?? 1_000) : null;
      if (waitMs === null || waitMs > longestWaitMs) throw error;
      await clock.sleep(waitMs, signal);
    }
  }
}
