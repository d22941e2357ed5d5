import type { Catalog } from "../ports/catalog.ts";
import type { Storage } from "../ports/storage.ts";
import { parseOptions } from "../validation/parse-options.ts";
import { createCatalogReader } from "./catalog-reader.ts";
import { type ClientLimitOptions, clientLimitsSchema } from "./limits-schema.ts";
import { type PeopleOptions, peopleSchema } from "./person-rules-schema.ts";
import { seedCatalog } from "./seed-catalog.ts";
import { checkStaticOptions, type StaticCatalogOptions } from "./static-catalog.ts";

export interface StoredCatalogOptions {
  /** What a catalog that nobody has ever written to is filled with. Once edited, it stays as it was edited. */
  seed?: StaticCatalogOptions | undefined;
  /** How people are told apart and how often each may book, of every client: this part is not edited. Default: the seed's. */
  people?: PeopleOptions | undefined;
  /** Caps on what is booked with each client in all; this part is not edited either. Default: the seed's. */
  limits?: readonly ClientLimitOptions[] | undefined;
}

/** A catalog that lives in the storage a SlotKit is composed with. */
export type StoredCatalog = (storage: Storage) => Catalog;

/**
 * A catalog kept in the storage, edited with `slotkit.catalog` or over the API, by any process. Every question asks for
 * the catalog's revision first, so what another process changed counts from the next question on.
 *
 * @throws {ConfigurationError} for a wrong seed, naming the option, the value received and the remedy.
 */
export function storedCatalog({ seed, people, limits }: StoredCatalogOptions = {}): StoredCatalog {
  const checked = seed && checkStaticOptions(seed, "storedCatalog.seed");
  const everybody = people ? parseOptions(peopleSchema, people, "storedCatalog.people") : seed?.people;
  const capped = limits ? parseOptions(clientLimitsSchema, limits, "storedCatalog.limits") : seed?.limits;
  return (storage) => {
    const load = createCatalogReader(storage, { people: everybody, limits: capped });
    return {
      findEventType: async (clientId, slug) => (await load(clientId)).eventTypes.get(slug) ?? null,
      listEventTypes: async (clientId) => (await load(clientId)).listed,
      async findHosts(clientId, ids) {
        const { hosts } = await load(clientId);
        return ids.flatMap((id) => hosts.get(id) ?? []);
      },
      documents: {
        async find(clientId, kind, id) {
          const document = await storage.forClient(clientId).catalog.find(kind, id);
          return document?.deletedAt === null ? document : null;
        },
        list: (clientId, kind, page) => storage.forClient(clientId).catalog.list(kind, page),
      },
      editable: true,
      async prepare() {
        if (checked) await seedCatalog(storage, checked);
      },
    };
  };
}
