import type { QuotaClaim, QuotaShare } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** Gives a process its part of a limit, under the limit's lock. What has lapsed is removed on the way. */
export async function claimShare(
  db: Kysely<Schema>,
  clientId: string,
  { name, owner, limit, wanted, atMost, holdMs }: QuotaClaim,
  now: number,
): Promise<QuotaShare> {
  const ofLimit = () => db.selectFrom("quota_shares").where("client_id", "=", clientId).where("name", "=", name);
  const others = await ofLimit()
    .select(["granted", "wanted"])
    .where("owner", "<>", owner)
    .where("held_until", ">", now)
    .execute();
  const left = limit - others.reduce((sum, row) => sum + row.granted, 0);
  const granted = Math.max(0, Math.min(atMost, left));
  await db
    .deleteFrom("quota_shares")
    .where("client_id", "=", clientId)
    .where("name", "=", name)
    .where((row) => row.or([row("owner", "=", owner), row("held_until", "<=", now)]))
    .execute();
  if (wanted > 0 || atMost > 0) {
    await db
      .insertInto("quota_shares")
      .values({ client_id: clientId, name, owner, granted, wanted, held_until: now + holdMs })
      .execute();
  }
  return { granted, wantedByOthers: others.map((row) => row.wanted) };
}
