import { BookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import type { CatalogDocument, CatalogRepository } from "../ports/catalog-repository.ts";
import type { Storage } from "../ports/storage.ts";
import { type ResolvedCatalog, resolveCatalog } from "./catalog-options.ts";
import type { ClientLimitOptions } from "./limits-schema.ts";
import type { PeopleOptions } from "./person-rules-schema.ts";

/** A client's stored catalog at one revision. What was deleted is still found, as not active. */
export interface LoadedCatalog extends ResolvedCatalog {
  revision: number;
  /** The event types that were not deleted. */
  listed: readonly EventType[];
}

/** What is said of the catalogs of all clients, and not kept in them. */
export interface CatalogRules {
  people?: PeopleOptions | undefined;
  limits?: readonly ClientLimitOptions[] | undefined;
}

/** Clients whose catalogs are kept resolved; of more, the one that was asked for longest ago is read again. */
const maxClients = 256;
/** Reading takes several queries; somebody who edits without a pause would keep them from ever fitting together. */
const maxReads = 5;

/** Gives the catalog of a client as it is now; it is read anew only when its revision has changed. */
export function createCatalogReader(
  storage: Storage,
  rules: CatalogRules = {},
): (clientId: string) => Promise<LoadedCatalog> {
  const known = new Map<string, LoadedCatalog>();
  return async (clientId) => {
    const { catalog } = storage.forClient(clientId);
    const revision = await catalog.revision();
    const remembered = known.get(clientId);
    const loaded = remembered?.revision === revision ? remembered : await readCatalog(catalog, revision, rules);
    known.delete(clientId);
    known.set(clientId, loaded);
    const [oldest] = known.keys();
    if (known.size > maxClients && oldest !== undefined) known.delete(oldest);
    return loaded;
  };
}

/** @param revision - As it was just read: what is read after it must be of the same. */
async function readCatalog(catalog: CatalogRepository, revision: number, rules: CatalogRules): Promise<LoadedCatalog> {
  let expected = revision;
  for (let reads = 0; reads < maxReads; reads++) {
    const [schedules, hosts, eventTypes] = await Promise.all([
      catalog.list("schedule", { withDeleted: true }),
      catalog.list("host", { withDeleted: true }),
      catalog.list("eventType", { withDeleted: true }),
    ]);
    const present = await catalog.revision();
    if (present === expected) return loadedOf({ revision: present, rules }, schedules, hosts, eventTypes);
    expected = present;
  }
  throw new BookingError("busy", "The catalog was being changed all the time; repeat the call.");
}

function loadedOf(
  { revision, rules }: { revision: number; rules: CatalogRules },
  schedules: readonly CatalogDocument<"schedule">[],
  hosts: readonly CatalogDocument<"host">[],
  eventTypes: readonly CatalogDocument<"eventType">[],
): LoadedCatalog {
  const options = {
    schedules: schedules.map((document) => document.options),
    hosts: hosts.map(inactiveOnceDeleted),
    eventTypes: eventTypes.map(inactiveOnceDeleted),
    ...rules,
  };
  const resolved = resolveCatalog(options, revision);
  const listed = eventTypes
    .filter(({ deletedAt }) => deletedAt === null)
    .flatMap(({ id }) => resolved.eventTypes.get(id) ?? []);
  return { ...resolved, revision, listed };
}

function inactiveOnceDeleted<Kind extends "host" | "eventType">({ options, deletedAt }: CatalogDocument<Kind>) {
  return deletedAt === null ? options : { ...options, active: false };
}
