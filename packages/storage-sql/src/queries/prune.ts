import type { PruneRequest } from "@slotkit/core";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import { eraseHosts } from "./erase-hosts.ts";

/** Removes the oldest of what has outlived its use; neither database can delete with a limit, so rows are named first. */
export async function prune(
  db: Kysely<Schema>,
  { idempotencyKeysBegunBefore, webhooksSettledBefore, hostsDeletedBefore, limit }: PruneRequest,
  now: number,
): Promise<number> {
  const keys = await sql`
    delete from idempotency_keys where (client_id, route, key) in (
      select client_id, route, key from idempotency_keys
      where created_at < ${idempotencyKeysBegunBefore} and (answer is not null or lease_until <= ${now})
      order by created_at limit ${limit}
    )
  `.execute(db);
  const windows = await sql`
    delete from rate_limits where ends_at <= ${now} and (client_id, key) in (
      select client_id, key from rate_limits where ends_at <= ${now} order by ends_at limit ${limit}
    )
  `.execute(db);
  const webhooks = await sql`
    delete from webhook_deliveries where (client_id, id) in (
      select client_id, id from webhook_deliveries where settled_at < ${webhooksSettledBefore}
      order by settled_at limit ${limit}
    )
  `.execute(db);
  const erased = await eraseHosts(db, { deletedBefore: hostsDeletedBefore, limit, now });
  return erased + [keys, windows, webhooks].reduce((sum, { numAffectedRows = 0n }) => sum + Number(numAffectedRows), 0);
}
