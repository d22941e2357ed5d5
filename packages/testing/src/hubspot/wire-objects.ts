import type {
  SimplePublicObject,
  SimplePublicObjectWithAssociations,
  SimplePublicUpsertObject,
} from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { associationBetween } from "./associations.ts";
import type { CrmObjects } from "./crm-objects.ts";
import { invalid } from "./hubspot-refusal.ts";
import type { CrmRecord } from "./object-store.ts";
import type { Portal } from "./portal.ts";
import type { Wire } from "./wire.ts";

/** Everything written to a record and what the account adds to it. */
export function visibleProperties({ standard }: CrmObjects, record: CrmRecord): Record<string, string> {
  return {
    ...record.properties,
    hs_object_id: record.id,
    [standard.createdName]: toTimestamp(record.createdAtMs),
    [standard.modifiedName]: toTimestamp(record.updatedAtMs),
  };
}

/** A record after a write: with everything that is set. */
export function toWrittenObject(objects: CrmObjects, record: CrmRecord): Wire<SimplePublicObject> {
  return { ...head(record), properties: visibleProperties(objects, record) };
}

/**
 * A record as read: with the default properties and those asked for, `null` where unset. Names that the account does
 * not know are passed over, as HubSpot does.
 */
export function toReadObject(
  objects: CrmObjects,
  record: CrmRecord,
  asked: readonly string[],
): Wire<SimplePublicObject> {
  const known = asked.filter((name) => objects.registry.find(name));
  const all = visibleProperties(objects, record);
  const names = new Set([...objects.standard.defaults, ...known]);
  return { ...head(record), properties: Object.fromEntries([...names].map((name) => [name, all[name] ?? null])) };
}

export function toUpsertedObject(
  objects: CrmObjects,
  record: CrmRecord,
  isNew: boolean,
): Wire<SimplePublicUpsertObject> {
  return { ...head(record), properties: visibleProperties(objects, record), new: isNew };
}

/** Adds the ids of associated records, by object type; a type without any is left out. */
export function withAssociations(
  portal: Portal,
  objects: CrmObjects,
  record: CrmRecord,
  read: Wire<SimplePublicObject>,
  askedTypes: readonly string[],
): Wire<SimplePublicObjectWithAssociations> {
  const lists = askedTypes.flatMap((asked) => {
    const type = associationBetween(objects.type, portal.objects(asked).type);
    const results = portal.associations.of(type, record.id).map((id) => ({ id, type: type.name }));
    return results.length === 0 ? [] : [[type.to, { results }] as const];
  });
  return lists.length === 0 ? read : { ...read, associations: Object.fromEntries(lists) };
}

export function toTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** A page of a list whose `after` is a count of records to pass over. */
export function pageOf<T>(all: readonly T[], after: string | undefined, limit: number) {
  const start = Number(after ?? "0");
  if (!Number.isInteger(start) || start < 0) throw invalid(`after: ${after} is not a paging cursor`);
  const end = start + limit;
  return { page: all.slice(start, end), next: end < all.length ? { next: { after: String(end) } } : undefined };
}

function head(record: CrmRecord) {
  const { id, createdAtMs, updatedAtMs, archivedAtMs } = record;
  return {
    id,
    createdAt: toTimestamp(createdAtMs),
    updatedAt: toTimestamp(updatedAtMs),
    archived: archivedAtMs !== undefined,
    ...(archivedAtMs === undefined ? {} : { archivedAt: toTimestamp(archivedAtMs) }),
  };
}
