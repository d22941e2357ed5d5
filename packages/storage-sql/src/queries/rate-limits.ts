import type { RateLimitCount } from "@slotkit/core";
import { sql } from "kysely";
import type { SqlEngine } from "../engine.ts";

/** What is counted, and how often it came. */
export interface RateLimitHit {
  clientId: string;
  key: string;
  windowMs: number;
  requests: number;
}

/** Counts requests in the open window of their key, or in a new one: one statement, so that no count is lost. */
export async function hitRateLimit(
  engine: SqlEngine,
  { clientId, key, windowMs, requests }: RateLimitHit,
): Promise<RateLimitCount> {
  const now = engine.currentTime();
  // A new window would end one length from now, so "has ended" can be said without asking for the time again.
  const hasEnded = sql`rate_limits.ends_at <= excluded.ends_at - ${windowMs}`;
  const { rows } = await engine.forgettable((db) =>
    sql<RateLimitCount>`
      insert into rate_limits (client_id, key, count, ends_at) values (${clientId}, ${key}, ${requests}, ${now} + ${windowMs})
      on conflict (client_id, key) do update set
        count = case when ${hasEnded} then excluded.count else rate_limits.count + excluded.count end,
        ends_at = case when ${hasEnded} then excluded.ends_at else rate_limits.ends_at end
      returning count, ends_at - ${now} as "resetInMs"
    `.execute(db),
  );
  const [row] = rows;
  if (!row) throw new Error("The database counted a request and did not say how many there were.");
  return { count: row.count, resetInMs: Math.max(1, row.resetInMs) };
}
