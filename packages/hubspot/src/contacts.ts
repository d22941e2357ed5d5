import type { CallOptions } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import type { LookupCache } from "./lookup-cache.ts";
import { emailKey, type UpsertedContact, upsertContact } from "./upsert-contact.ts";
import { type ContactRow, type UpsertManyOptions, type UpsertManyResult, upsertMany } from "./upsert-many.ts";
import { isMissing, type PropertyValues, recordIdOf } from "./write-record.ts";

/** A contact as it was read. What is not set is null. */
export interface HubSpotContactRecord {
  id: string;
  properties: Readonly<Record<string, string | null>>;
}

/** One page of a search. */
export interface ContactPage {
  total: number;
  contacts: readonly HubSpotContactRecord[];
  /** Give it back to read on; null at the end. */
  after: string | null;
}

export interface ContactSearch {
  /** By property: the value that it has to have. */
  where: PropertyValues;
  /** What to read beside HubSpot's defaults. */
  properties?: readonly string[] | undefined;
  /** At most 200. Default: 100. */
  limit?: number | undefined;
  after?: string | undefined;
}

/** The contacts of one account. Failures are thrown as `IntegrationError`. */
export interface HubSpotContacts {
  /** The id of the contact with this address, secondary ones included, or null. Known ids are believed for 30 minutes. */
  findId(email: string, options?: CallOptions): Promise<string | null>;
  /** Reads a contact; null when there is none. */
  read(id: string, options?: CallOptions & { properties?: readonly string[] }): Promise<HubSpotContactRecord | null>;
  /** Asks HubSpot's index, which knows new contacts after some seconds only: never decide by it whether to create one. */
  search(search: ContactSearch, options?: CallOptions): Promise<ContactPage>;
  /** Creates a contact. @throws {IntegrationError} `stale` when its address has one. */
  create(properties: PropertyValues, options?: CallOptions): Promise<string>;
  /** Changes properties of a contact; an empty text clears one. @throws {IntegrationError} `stale` when there is none. */
  update(id: string, properties: PropertyValues, options?: CallOptions): Promise<void>;
  /** Finds or makes the contact of an address, and writes to it what HubSpot takes. */
  upsert(contact: ContactRow, options?: CallOptions): Promise<UpsertedContact>;
  /** The same for many, in batches of 100: for imports and backfills. */
  upsertMany(contacts: readonly ContactRow[], options?: UpsertManyOptions): Promise<UpsertManyResult>;
}

const recordSchema = z.object({
  id: z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String),
  properties: z.record(z.string(), z.string().nullable()),
});
const pageSchema = z.object({
  total: z.number(),
  results: z.array(recordSchema),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export function createContacts(connection: HubSpotConnection, ids: LookupCache<string>): HubSpotContacts {
  const { api, paths, clock } = connection;
  const read = <Value>(answer: HubSpotAnswer, schema: z.ZodType<Value>): Value => {
    const parsed = schema.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) throw classifyHubSpotError(answer, clock.now());
    return parsed.data;
  };

  return {
    findId: (email, { signal } = {}) =>
      ids.load(emailKey(email), async () => {
        const query = { idProperty: "email", properties: "email" };
        const answer = await api({ method: "GET", path: paths.object("contacts", email), query }, signal);
        return isMissing(answer) ? null : recordIdOf(answer, clock.now());
      }),
    async read(id, { properties = [], signal } = {}) {
      const query: Record<string, string> = properties.length === 0 ? {} : { properties: properties.join(",") };
      const answer = await api({ method: "GET", path: paths.object("contacts", id), query }, signal);
      return isMissing(answer) ? null : read(answer, recordSchema);
    },
    async search({ where, properties = [], limit = 100, after }, { signal } = {}) {
      const filters = Object.entries(where).map(([propertyName, value]) => ({ propertyName, operator: "EQ", value }));
      const filterGroups = filters.length === 0 ? [] : [{ filters }];
      const body = { filterGroups, properties, limit, ...(after === undefined ? {} : { after }) };
      const answer = await api({ method: "POST", path: `${paths.objects("contacts")}/search`, body }, signal);
      const page = read(answer, pageSchema);
      return { total: page.total, contacts: page.results, after: page.paging?.next?.after ?? null };
    },
    async create(properties, { signal } = {}) {
      const answer = await api({ method: "POST", path: paths.objects("contacts"), body: { properties } }, signal);
      return recordIdOf(answer, clock.now());
    },
    async update(id, properties, { signal } = {}) {
      const answer = await api({ method: "PATCH", path: paths.object("contacts", id), body: { properties } }, signal);
      recordIdOf(answer, clock.now());
    },
    upsert: ({ email, properties, onCreate }, { signal } = {}) =>
      upsertContact({ email, properties, onCreate }, connection, ids, signal),
    upsertMany: (contacts, options) => upsertMany(contacts, connection, ids, options),
  };
}
