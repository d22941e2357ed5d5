import type { CatalogDocuments } from "../ports/catalog.ts";
import type { CatalogContents, CatalogEntry, CatalogKind } from "../ports/catalog-repository.ts";
import type { CatalogOptions } from "./catalog-options.ts";

/** Shows operators what a catalog in code was described with. */
export function staticDocuments(
  ownClientId: string,
  { schedules, hosts, eventTypes }: CatalogOptions,
): CatalogDocuments {
  const entries: { readonly [Kind in CatalogKind]: readonly CatalogEntry<Kind>[] } = {
    schedule: schedules.map((options) => entryOf<"schedule">(options.id, options)).sort(byId),
    host: hosts.map((options) => entryOf<"host">(options.id, options)).sort(byId),
    eventType: eventTypes.map((options) => entryOf<"eventType">(options.slug, options)).sort(byId),
  };
  const entriesOf = <Kind extends CatalogKind>(clientId: string, kind: Kind): readonly CatalogEntry<Kind>[] =>
    clientId === ownClientId ? entries[kind] : [];
  return {
    find: async (clientId, kind, id) => entriesOf(clientId, kind).find((entry) => entry.id === id) ?? null,
    list: async (clientId, kind, { limit, after } = {}) =>
      entriesOf(clientId, kind)
        .filter(({ id }) => after === undefined || id > after)
        .slice(0, limit),
  };
}

function entryOf<Kind extends CatalogKind>(id: string, options: CatalogContents[Kind]): CatalogEntry<Kind> {
  return { id, options, version: 1, createdAt: null, updatedAt: null };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
