import {
  BookingError,
  type CatalogDocument,
  type CatalogKind,
  type CatalogPage,
  type CatalogRepository,
  type CatalogWrites,
} from "@slotkit/core";
import type { Kysely } from "kysely";
import type { CatalogTable, Schema } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { prepare } from "./prepare.ts";

const tables = { schedule: "schedules", host: "hosts", eventType: "event_types" } as const;

/** The table of a kind. They have the same columns, so to the types one stands for all. */
function tableOf(kind: CatalogKind): "schedules" {
  return tables[kind] as "schedules";
}

/** Reads the stored catalog of one client. */
export function catalogReads(db: Kysely<Schema>, clientId: string): CatalogRepository {
  return {
    async revision() {
      const { rows } = await findRevision(db, { clientId });
      return Number(rows[0]?.revision ?? 0);
    },
    async find(kind, id) {
      const row = await db
        .selectFrom(tableOf(kind))
        .selectAll()
        .where("client_id", "=", clientId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? toDocument(row) : null;
    },
    async list<Kind extends CatalogKind>(kind: Kind, { limit, after, withDeleted = false }: CatalogPage = {}) {
      const rows = await db
        .selectFrom(tableOf(kind))
        .selectAll()
        .where("client_id", "=", clientId)
        .$if(!withDeleted, (query) => query.where("deleted_at", "is", null))
        .$if(after !== undefined, (query) => query.where("id", ">", after!))
        .$if(limit !== undefined, (query) => query.limit(limit!))
        .orderBy("id")
        .execute();
      return rows.map((row) => toDocument<Kind>(row));
    },
  };
}

/** Reads and writes the stored catalog of one client inside a transaction. */
export function catalogWrites(db: Kysely<Schema>, clientId: string): CatalogWrites {
  return {
    ...catalogReads(db, clientId),
    async insert(kind, document) {
      assertOwn(document, clientId);
      await db.insertInto(tableOf(kind)).values(toRow(document)).execute();
      await raiseRevision(db, clientId);
    },
    async update(kind, document, expectedVersion) {
      assertOwn(document, clientId);
      const { numUpdatedRows } = await db
        .updateTable(tableOf(kind))
        .set(toRow(document))
        .where("client_id", "=", clientId)
        .where("id", "=", document.id)
        .where("version", "=", expectedVersion)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) {
        throw new BookingError(
          "version_conflict",
          `The ${kind} ${document.id} is no longer at version ${expectedVersion}.`,
        );
      }
      await raiseRevision(db, clientId);
    },
    async remove(kind, id) {
      const { numDeletedRows } = await db
        .deleteFrom(tableOf(kind))
        .where("client_id", "=", clientId)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await raiseRevision(db, clientId);
    },
  };
}

const findRevision = prepare((db, { clientId }: { clientId: string }) =>
  db.selectFrom("catalog_revisions").select("revision").where("client_id", "=", clientId),
);

export async function raiseRevision(db: Kysely<Schema>, clientId: string): Promise<void> {
  await db
    .insertInto("catalog_revisions")
    .values({ client_id: clientId, revision: 1 })
    .onConflict((conflict) =>
      conflict.column("client_id").doUpdateSet((eb) => ({ revision: eb("catalog_revisions.revision", "+", 1) })),
    )
    .execute();
}

function toRow({ clientId, id, options, version, createdAt, updatedAt, deletedAt }: CatalogDocument): CatalogTable {
  return {
    client_id: clientId,
    id,
    options: JSON.stringify(options),
    version,
    created_at: createdAt,
    updated_at: updatedAt,
    deleted_at: deletedAt,
  };
}

function toDocument<Kind extends CatalogKind>(row: CatalogTable): CatalogDocument<Kind> {
  return {
    clientId: row.client_id,
    id: row.id,
    options: JSON.parse(row.options),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}
