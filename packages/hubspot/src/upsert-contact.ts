import { existingIdOf, type RefusedProperty } from "./hubspot-answer.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import type { LookupCache } from "./lookup-cache.ts";
import {
  isMissing,
  type PropertyValues,
  recordIdOf,
  updateOf,
  type WrittenRecord,
  writeRecord,
} from "./write-record.ts";

export interface ContactUpsert {
  /** Tried first; dropped when HubSpot no longer knows it. */
  contactId?: string | null | undefined;
  email: string;
  /** Written whether the contact is new or not. */
  properties: PropertyValues;
  /** Written, beside the others, only to a contact that is made here. */
  onCreate?: PropertyValues | undefined;
}

export interface UpsertedContact {
  contactId: string;
  created: boolean;
  /** What HubSpot would not take; the rest was written. */
  refused: readonly RefusedProperty[];
}

/**
 * Finds or makes the contact of an address and writes to it, in an order that cannot make two: update by id, update by
 * address, create, and on a conflict update the one that was there first.
 *
 * Not by search, whose index lags behind by seconds, and not by batch upsert, which cannot tell a new contact from an old
 * one before it writes (so would set the lifecycle stage of both) and is not made for partial writes by address.
 *
 * @param ids - Ids of contacts by address, from earlier calls.
 * @throws {IntegrationError}
 */
export async function upsertContact(
  { contactId, email, properties, onCreate = {} }: ContactUpsert,
  connection: HubSpotConnection,
  ids: LookupCache<string>,
  signal: AbortSignal | undefined,
): Promise<UpsertedContact> {
  const { paths, clock } = connection;
  const key = emailKey(email);
  const byId = (id: string) => writeRecord(updateOf(paths.object("contacts", id)), properties, connection, signal);
  const byEmail = () =>
    writeRecord(updateOf(paths.object("contacts", email), { idProperty: "email" }), properties, connection, signal);
  const settle = ({ answer, refused }: WrittenRecord, created = false): UpsertedContact => {
    const id = recordIdOf(answer, clock.now());
    // A contact that was known by its id may have another address, and be somebody else's by this one.
    if (id !== contactId) ids.set(key, id);
    return { contactId: id, created, refused };
  };

  for (const id of [contactId, ids.get(key)]) {
    if (id === null || id === undefined) continue;
    const known = await byId(id);
    if (!isMissing(known.answer)) return settle(known);
    ids.forget(key);
  }
  const found = await byEmail();
  if (!isMissing(found.answer)) return settle(found);
  const created = await writeRecord(
    (rest) => ({ method: "POST", path: paths.objects("contacts"), body: { properties: { ...rest, email } } }),
    { ...onCreate, ...properties },
    connection,
    signal,
  );
  if (created.answer.status !== 409) return settle(created, true);
  // Someone was faster, or the address is a secondary one of another contact.
  const existingId = existingIdOf(created.answer.body);
  return settle(existingId === null ? await byEmail() : await byId(existingId));
}

/** An address in the one spelling under which HubSpot keeps it. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
