import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import type { CatalogContents, CatalogDocument, CatalogEntry, CatalogKind } from "../ports/catalog-repository.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import { checkNames, checkUnneeded, idOf, parseDocument } from "./check-document.ts";

/** Which entries to list. */
export interface ListEntriesRequest extends ClientScope {
  /** 1 to 200; 50 when left out. */
  limit?: number | undefined;
  /** The id of the last entry of the previous page. */
  after?: string | undefined;
}

/** What a change says of the entry it is meant for. */
export interface EntryChange extends ClientScope {
  /** Refuses the change when the entry has changed since. */
  version?: number | undefined;
}

/** Changes of some options: a value takes the place of the present one, null takes it away. */
export type OptionChanges<Options> = { readonly [Name in keyof Options]?: Options[Name] | null | undefined };

/**
 * The schedules, hosts or event types of a catalog. Changes are checked as a whole, names included, and reach every
 * process at once. Nothing that was booked is touched by them and nobody is told of them.
 *
 * Every change is refused with `forbidden` where the catalog is described in code.
 */
export interface CatalogCollection<Kind extends CatalogKind> {
  /** In the order of their ids. @throws {BookingError} `validation_failed`. */
  list(request?: ListEntriesRequest): Promise<readonly CatalogEntry<Kind>[]>;
  /** @throws {BookingError} `not_found`. */
  get(id: string, scope?: ClientScope): Promise<CatalogEntry<Kind>>;
  /** @throws {BookingError} `validation_failed`, also for an id that is taken. */
  create(options: CatalogContents[Kind], scope?: ClientScope): Promise<CatalogEntry<Kind>>;
  /** @throws {BookingError} `not_found`, `validation_failed`, `version_conflict`. */
  replace(id: string, options: CatalogContents[Kind], change?: EntryChange): Promise<CatalogEntry<Kind>>;
  /** @throws {BookingError} `not_found`, `validation_failed`, `version_conflict`. */
  update(id: string, changes: OptionChanges<CatalogContents[Kind]>, change?: EntryChange): Promise<CatalogEntry<Kind>>;
  /**
   * Bookings of a deleted event type, and past ones of a deleted host, keep their names and go on.
   *
   * @throws {BookingError} `not_found`, `version_conflict`; `invalid_transition` while something needs it.
   */
  remove(id: string, change?: EntryChange): Promise<void>;
}

/** Reads and edits a catalog. */
export interface CatalogEditor {
  readonly schedules: CatalogCollection<"schedule">;
  readonly hosts: CatalogCollection<"host">;
  readonly eventTypes: CatalogCollection<"eventType">;
}

export function createCatalogEditor(context: SlotKitContext): CatalogEditor {
  return {
    schedules: collectionOf(context, "schedule"),
    hosts: collectionOf(context, "host"),
    eventTypes: collectionOf(context, "eventType"),
  };
}

const maxLimit = 200;

function collectionOf<Kind extends CatalogKind>(context: SlotKitContext, kind: Kind): CatalogCollection<Kind> {
  const { documents } = context.catalog;

  /** Runs `fn` with the entry's document, under the locks that keep names and bookings as they are. */
  function edit<T>(clientId: string, locks: readonly Lock[], fn: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!context.catalog.editable) throw notEditable();
    return context.storage.forClient(clientId).transaction([{ kind: "catalog", id: "" }, ...locks], fn);
  }

  async function rewrite(
    id: string,
    { clientId = defaultClientId, version }: EntryChange,
    optionsOf: (present: CatalogContents[Kind]) => unknown,
  ): Promise<CatalogEntry<Kind>> {
    return edit(clientId, [], async (tx) => {
      const present = await requireDocument(tx, kind, id, version);
      const options = parseDocument(kind, optionsOf(present.options));
      refuseOtherId(kind, id, options);
      await checkNames(tx, kind, options);
      const next = { ...present, options, version: present.version + 1, updatedAt: await tx.now() };
      await tx.catalog.update(kind, next, present.version);
      return entryOf(next);
    });
  }

  return {
    async list({ clientId = defaultClientId, limit = 50, after } = {}) {
      if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
        throw invalidField("limit", `must be a whole number from 1 to ${maxLimit}`, String(limit));
      }
      const found = (await documents?.list(clientId, kind, { limit, after })) ?? [];
      return found.map(entryOf);
    },
    async get(id, { clientId = defaultClientId } = {}) {
      const found = await documents?.find(clientId, kind, id);
      if (found) return entryOf(found);
      throw notFound(kind);
    },
    async create(given, { clientId = defaultClientId } = {}) {
      return edit(clientId, [], async (tx) => {
        const options = parseDocument(kind, given);
        const id = idOf(options);
        const deleted = await tx.catalog.find(kind, id);
        if (deleted && deleted.deletedAt === null) throw taken(kind, id);
        await checkNames(tx, kind, options);
        const now = await tx.now();
        const version = (deleted?.version ?? 0) + 1;
        const document = { clientId, id, options, version, createdAt: now, updatedAt: now, deletedAt: null };
        if (deleted) await tx.catalog.update(kind, document, deleted.version);
        else await tx.catalog.insert(kind, document);
        return entryOf(document);
      });
    },
    replace: (id, options, change = {}) => rewrite(id, change, () => options),
    update: (id, changes, change = {}) => rewrite(id, change, (present) => changed(present, changes)),
    async remove(id, { clientId = defaultClientId, version } = {}) {
      await edit(clientId, kind === "host" ? [{ kind: "host", id }] : [], async (tx) => {
        const present = await requireDocument(tx, kind, id, version);
        await checkUnneeded(tx, kind, id);
        if (await isNamedByBookings(tx, kind, id)) {
          const now = await tx.now();
          const deleted = { ...present, version: present.version + 1, updatedAt: now, deletedAt: now };
          await tx.catalog.update(kind, deleted, present.version);
        } else {
          await tx.catalog.remove(kind, id);
        }
      });
    },
  };
}

/** What bookings name is kept when it is deleted. Which hosts they name is not asked for: it would take reading them all. */
async function isNamedByBookings(tx: Transaction, kind: CatalogKind, id: string): Promise<boolean> {
  if (kind !== "eventType") return kind === "host";
  return (await tx.bookings.list({ eventType: id, limit: 1 })).length > 0;
}

async function requireDocument<Kind extends CatalogKind>(
  tx: Transaction,
  kind: Kind,
  id: string,
  version: number | undefined,
): Promise<CatalogDocument<Kind>> {
  const document = await tx.catalog.find(kind, id);
  if (!document || document.deletedAt !== null) throw notFound(kind);
  if (version === undefined || version === document.version) return document;
  throw new BookingError("version_conflict", `The ${wordOf(kind)} has changed since; read it again.`, {
    errors: [{ field: "version", message: `is now ${document.version}`, received: String(version) }],
  });
}

function changed(present: object, changes: object): object {
  const merged = Object.entries({ ...present, ...changes });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

function entryOf<Kind extends CatalogKind>(found: CatalogEntry<Kind>): CatalogEntry<Kind> {
  const { id, options, version, createdAt, updatedAt } = found;
  return { id, options, version, createdAt, updatedAt };
}

/** The id is what others name it by. */
function refuseOtherId(kind: CatalogKind, id: string, options: CatalogContents[CatalogKind]): void {
  if (idOf(options) === id) return;
  throw invalidField(idFieldOf(kind), "cannot be changed; create another one", JSON.stringify(idOf(options)));
}

function taken(kind: CatalogKind, id: string): BookingError {
  return invalidField(idFieldOf(kind), "is taken; choose another, or replace what has it", JSON.stringify(id));
}

function idFieldOf(kind: CatalogKind): string {
  return kind === "eventType" ? "slug" : "id";
}

function wordOf(kind: CatalogKind): string {
  return kind === "eventType" ? "event type" : kind;
}

function notFound(kind: CatalogKind): BookingError {
  return new BookingError("not_found", `There is no such ${wordOf(kind)}.`);
}

function notEditable(): BookingError {
  return new BookingError(
    "forbidden",
    "This catalog is described in code and changed there; one that can be edited is made by storedCatalog().",
  );
}
