import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** Endpoints of the hosts' own systems, and the events on their way to them, which stay as a log for a time. */
export const webhooks: Migration = {
  name: "0008-webhooks",
  async up(db) {
    await db.schema
      .createTable("webhook_endpoints")
      .addColumn("client_id", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("url", "text", (column) => column.notNull())
      .addColumn("description", "text")
      .addColumn("event_types", "text")
      .addColumn("disabled_reason", "text")
      .addColumn("generation", "integer", (column) => column.notNull())
      .addColumn("previous_secret_until", "bigint")
      .addColumn("failures", "integer", (column) => column.notNull())
      .addColumn("failing_since", "bigint")
      .addColumn("not_before", "bigint", (column) => column.notNull())
      .addColumn("lanes", "integer", (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("webhook_endpoints_key", ["client_id", "id"])
      .addCheckConstraint("webhook_endpoints_reason", sql`disabled_reason in ('operator', 'failing', 'gone')`)
      .addCheckConstraint(
        "webhook_endpoints_counts",
        sql`generation > 0 and failures >= 0 and lanes > 0 and version > 0`,
      )
      .execute();
    await db.schema
      .createTable("webhook_deliveries")
      .addColumn("client_id", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("endpoint_id", "text", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("sequence", "bigint", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("occurred_at", "bigint", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("attempt", "integer", (column) => column.notNull())
      .addColumn("not_before", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint")
      .addColumn("wanted_at", "bigint", (column) => column.notNull())
      .addColumn("lease_owner", "text")
      .addColumn("lease_until", "bigint")
      .addColumn("status", "integer")
      .addColumn("error", "text")
      .addColumn("settled_at", "bigint")
      .addPrimaryKeyConstraint("webhook_deliveries_key", ["client_id", "id"])
      .addForeignKeyConstraint("webhook_deliveries_endpoint", ["client_id", "endpoint_id"], "webhook_endpoints", [
        "client_id",
        "id",
      ])
      .addCheckConstraint("webhook_deliveries_state", sql`state in ('pending', 'delivered', 'failed')`)
      .addCheckConstraint("webhook_deliveries_settled", sql`(state = 'pending') = (settled_at is null)`)
      .addCheckConstraint("webhook_deliveries_lease", sql`(lease_owner is null) = (lease_until is null)`)
      .execute();
    // What waits is little, what is settled is much: workers look at the little only.
    await db.schema
      .createIndex("webhook_deliveries_due")
      .on("webhook_deliveries")
      .columns(["client_id", "endpoint_id", "state", "not_before"])
      .execute();
    await db.schema
      .createIndex("webhook_deliveries_in_order")
      .on("webhook_deliveries")
      .columns(["client_id", "endpoint_id", "state", "subject", "sequence"])
      .execute();
    await db.schema
      .createIndex("webhook_deliveries_by_subject")
      .on("webhook_deliveries")
      .columns(["client_id", "subject", "type"])
      .execute();
    await db.schema
      .createIndex("webhook_deliveries_log")
      .on("webhook_deliveries")
      .columns(["client_id", "occurred_at", "id"])
      .execute();
    await db.schema
      .createIndex("webhook_deliveries_settled_at")
      .on("webhook_deliveries")
      .columns(["settled_at"])
      .execute();
  },
};
