import type { WebhookDelivery } from "@slotkit/core";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Dialect } from "../migrations/migration.ts";
import type { Schema, WebhookDeliveryTable, WebhookEndpointTable } from "../schema.ts";
import { toDelivery } from "./webhook-row.ts";

interface Lease {
  owner: string;
  leaseMs: number;
  now: number;
}

/** One round looks at no more endpoints than this; those that have waited for longest come first. */
const mostEndpoints = 50;

/**
 * Hands due deliveries of all clients to one worker, endpoint by endpoint, so that none gets more than its lanes. Endpoints
 * that another worker is just looking at are skipped, not waited for.
 */
export async function leaseWebhooks(
  db: Kysely<Schema>,
  { limit, ...lease }: Lease & { limit: number },
  dialect: Dialect,
): Promise<WebhookDelivery[]> {
  const leased: Selectable<WebhookDeliveryTable>[] = [];
  for (const endpoint of await endpointsWithWork(db, lease.now, dialect)) {
    if (leased.length >= limit) break;
    leased.push(...(await leaseOf(db, endpoint, lease, limit - leased.length)));
  }
  return leased.map(toDelivery).sort(longestDueFirst);
}

async function endpointsWithWork(
  db: Kysely<Schema>,
  now: number,
  dialect: Dialect,
): Promise<Pick<WebhookEndpointTable, "client_id" | "id" | "lanes">[]> {
  const { rows } = await sql<Pick<WebhookEndpointTable, "client_id" | "id" | "lanes">>`
    select e.client_id, e.id, e.lanes from webhook_endpoints e
    where e.disabled_reason is null and e.not_before <= ${now} and exists (
      select 1 from webhook_deliveries d
      where d.client_id = e.client_id and d.endpoint_id = e.id and d.state = 'pending'
        and d.not_before <= ${now} and (d.lease_until is null or d.lease_until <= ${now})
    )
    order by (
      select min(d.not_before) from webhook_deliveries d
      where d.client_id = e.client_id and d.endpoint_id = e.id and d.state = 'pending'
    ), e.id
    limit ${mostEndpoints} ${dialect === "postgres" ? sql`for update of e skip locked` : sql``}
  `.execute(db);
  return rows;
}

async function leaseOf(
  db: Kysely<Schema>,
  { client_id, id, lanes }: Pick<WebhookEndpointTable, "client_id" | "id" | "lanes">,
  { owner, leaseMs, now }: Lease,
  limit: number,
): Promise<Selectable<WebhookDeliveryTable>[]> {
  const { rows } = await sql<Selectable<WebhookDeliveryTable>>`
    update webhook_deliveries set lease_owner = ${owner}, lease_until = ${now + leaseMs}
    where client_id = ${client_id} and id in (
      select d.id from webhook_deliveries d
      where d.client_id = ${client_id} and d.endpoint_id = ${id} and d.state = 'pending'
        and d.not_before <= ${now} and (d.lease_until is null or d.lease_until <= ${now})
        and not exists (
          select 1 from webhook_deliveries earlier
          where earlier.client_id = d.client_id and earlier.endpoint_id = d.endpoint_id and earlier.state = 'pending'
            and earlier.subject = d.subject and earlier.sequence < d.sequence
        )
      order by d.not_before, d.id
      limit (
        select case when count(*) >= ${lanes} then 0 when ${lanes} - count(*) > ${limit} then ${limit} else ${lanes} - count(*) end
        from webhook_deliveries busy
        where busy.client_id = ${client_id} and busy.endpoint_id = ${id} and busy.state = 'pending'
          and busy.lease_until > ${now}
      )
    )
    returning *
  `.execute(db);
  return rows;
}

/** The earliest instant at which a delivery may be due, or null. */
export async function nextWebhookAt(db: Kysely<Schema>): Promise<number | null> {
  const { dueAt } = await db
    .selectFrom("webhook_deliveries as d")
    .innerJoin("webhook_endpoints as e", (join) =>
      join.onRef("e.client_id", "=", "d.client_id").onRef("e.id", "=", "d.endpoint_id"),
    )
    .select(({ fn }) => fn.min<number | null>(latest).as("dueAt"))
    .where("d.state", "=", "pending")
    .where("e.disabled_reason", "is", null)
    .executeTakeFirstOrThrow();
  return dueAt;
}

/** The last of what a delivery waits for: neither database has a `greatest` of the other's name. */
const latest = sql<number>`case
  when e.not_before >= d.not_before and e.not_before >= coalesce(d.lease_until, 0) then e.not_before
  when coalesce(d.lease_until, 0) > d.not_before then d.lease_until
  else d.not_before
end`;

function longestDueFirst(a: WebhookDelivery, b: WebhookDelivery): number {
  if (a.notBefore !== b.notBefore) return a.notBefore - b.notBefore;
  return a.id < b.id ? -1 : 1;
}
