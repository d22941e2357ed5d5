import type { EventTypeOptions } from "../catalog/event-type-schema.ts";
import type { HostOptions } from "../catalog/host-schema.ts";
import type { ScheduleOptions } from "../catalog/schedule-schema.ts";

/** What a catalog is made of: the kinds of its documents, and what a document of each kind holds. */
export interface CatalogContents {
  schedule: ScheduleOptions;
  host: HostOptions;
  eventType: EventTypeOptions;
}

export type CatalogKind = keyof CatalogContents;

/** One configured schedule, host or event type. Instants are epoch milliseconds. */
export interface CatalogEntry<Kind extends CatalogKind = CatalogKind> {
  /** The id of a schedule or host, the slug of an event type. */
  id: string;
  options: CatalogContents[Kind];
  /** Grows with every change, 1 at first. */
  version: number;
  /** Null for what is described in code. */
  createdAt: number | null;
  updatedAt: number | null;
}

/** One schedule, host or event type as it is stored. */
export interface CatalogDocument<Kind extends CatalogKind = CatalogKind> extends CatalogEntry<Kind> {
  clientId: string;
  createdAt: number;
  updatedAt: number;
  /** Out of sight since then, but kept, because bookings name it; null while it counts. */
  deletedAt: number | null;
}

/** Which documents to list, in the order of their ids. */
export interface CatalogPage {
  limit?: number | undefined;
  /** The id of the last document of the previous page. */
  after?: string | undefined;
  /** Those too that were deleted but are kept. Default: false. */
  withDeleted?: boolean | undefined;
}

/** Reads the stored catalog of one client. */
export interface CatalogRepository {
  /** Grows with every change of any document; 0 as long as none was ever written. */
  revision(): Promise<number>;
  /** A document, deleted or not. */
  find<Kind extends CatalogKind>(kind: Kind, id: string): Promise<CatalogDocument<Kind> | null>;
  list<Kind extends CatalogKind>(kind: Kind, page?: CatalogPage): Promise<readonly CatalogDocument<Kind>[]>;
}

/** Reads and writes the stored catalog inside a transaction. Every write raises the revision. */
export interface CatalogWrites extends CatalogRepository {
  /** @throws when there is a document of that kind and id, deleted or not. */
  insert<Kind extends CatalogKind>(kind: Kind, document: CatalogDocument<Kind>): Promise<void>;
  /** @throws {BookingError} `version_conflict` unless the stored version is `expectedVersion`. */
  update<Kind extends CatalogKind>(kind: Kind, document: CatalogDocument<Kind>, expectedVersion: number): Promise<void>;
  /** Removes a document altogether; nothing happens where there is none. */
  remove(kind: CatalogKind, id: string): Promise<void>;
}
