import { calendarsOfHost, erasedHost, type HostOptions } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { raiseRevision } from "./catalog.ts";

/**
 * Erases what is personal of hosts deleted before an instant, and what was read of their calendars. One that somebody creates anew at the same moment has another
 * version, and is left alone.
 *
 * @returns How many were erased.
 */
export async function eraseHosts(
  db: Kysely<Schema>,
  { deletedBefore, limit, now }: { deletedBefore: number; limit: number; now: number },
): Promise<number> {
  const due = await db
    .selectFrom("hosts")
    .selectAll()
    .where("deleted_at", "<", deletedBefore)
    .whereRef("updated_at", "=", "deleted_at")
    .orderBy("deleted_at")
    .limit(limit)
    .execute();
  let erased = 0;
  for (const { client_id, id, version, options } of due) {
    const host: HostOptions = JSON.parse(options);
    const { numUpdatedRows } = await db
      .updateTable("hosts")
      .set({ options: JSON.stringify(erasedHost(host)), version: version + 1, updated_at: now })
      .where("client_id", "=", client_id)
      .where("id", "=", id)
      .where("version", "=", version)
      .executeTakeFirstOrThrow();
    erased += Number(numUpdatedRows);
    const calendars = calendarsOfHost(host);
    if (numUpdatedRows === 0n || calendars.length === 0) continue;
    await db
      .deleteFrom("calendar_reads")
      .where("client_id", "=", client_id)
      .where("calendar_id", "in", calendars)
      .execute();
  }
  for (const clientId of new Set(due.map(({ client_id }) => client_id))) await raiseRevision(db, clientId);
  return erased;
}
