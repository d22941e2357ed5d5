import { calendarsOfHost, erasedHost } from "../catalog/erased-host.ts";
import { BookingError } from "../errors.ts";
import type { CatalogDocument, CatalogKind, CatalogPage, CatalogWrites } from "../ports/catalog-repository.ts";
import { assertOwn } from "./memory-bookings.ts";
import { keyOf } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** A stored document with its kind. */
export interface CatalogRow {
  kind: CatalogKind;
  document: CatalogDocument;
}

/** The one key under which a client's revision is kept. */
const ofClient = "";

/** The stored catalog of one client, kept in `tables`. */
export function memoryCatalog({ catalog, catalogRevision }: MemoryTables, clientId: string): CatalogWrites {
  const revision = () => catalogRevision.get(ofClient) ?? 0;
  const raiseRevision = () => catalogRevision.set(ofClient, revision() + 1);
  const put = (kind: CatalogKind, document: CatalogDocument) => {
    catalog.set(keyOf(kind, document.id), { kind, document });
    raiseRevision();
  };
  const get = <Kind extends CatalogKind>(kind: Kind, id: string) =>
    catalog.get(keyOf(kind, id))?.document as CatalogDocument<Kind> | undefined;
  return {
    async revision() {
      return revision();
    },
    async find(kind, id) {
      return get(kind, id) ?? null;
    },
    async list<Kind extends CatalogKind>(kind: Kind, { limit, after, withDeleted = false }: CatalogPage = {}) {
      return catalog
        .filter((row) => row.kind === kind)
        .map(({ document }) => document as CatalogDocument<Kind>)
        .filter(({ id, deletedAt }) => (withDeleted || deletedAt === null) && (after === undefined || id > after))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async insert(kind, document) {
      assertOwn(document, clientId);
      if (get(kind, document.id)) throw new Error(`The ${kind} ${document.id} exists already.`);
      put(kind, document);
    },
    async update(kind, document, expectedVersion) {
      assertOwn(document, clientId);
      if (get(kind, document.id)?.version !== expectedVersion) {
        throw new BookingError(
          "version_conflict",
          `The ${kind} ${document.id} is no longer at version ${expectedVersion}.`,
        );
      }
      put(kind, document);
    },
    async remove(kind, id) {
      if (!get(kind, id)) return;
      catalog.delete(keyOf(kind, id));
      raiseRevision();
    },
  };
}

/** Erases what is personal of hosts deleted before an instant, and what was read of their calendars. */
export function eraseHosts(
  { catalog, catalogRevision, calendarReads }: MemoryTables,
  deletedBefore: number,
  now: number,
): number {
  const due = catalog.filter(
    ({ kind, document }) =>
      kind === "host" &&
      document.deletedAt !== null &&
      document.deletedAt < deletedBefore &&
      document.updatedAt === document.deletedAt,
  );
  for (const { kind, document } of due) {
    const before = document.options as CatalogDocument<"host">["options"];
    const calendars = calendarsOfHost(before);
    for (const [key, { calendarId }] of [...calendarReads.entries()]) {
      if (calendars.includes(calendarId)) calendarReads.delete(key);
    }
    const erased = { ...document, options: erasedHost(before), version: document.version + 1, updatedAt: now };
    catalog.set(keyOf(kind, document.id), { kind, document: erased });
  }
  if (due.length > 0) catalogRevision.set(ofClient, (catalogRevision.get(ofClient) ?? 0) + 1);
  return due.length;
}
