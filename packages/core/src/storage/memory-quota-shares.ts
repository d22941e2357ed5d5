import type { QuotaShareRepository } from "../ports/quota-shares.ts";
import { keyOf } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** What is stored of one process's part of one limit. */
export interface QuotaShareRow {
  name: string;
  owner: string;
  granted: number;
  wanted: number;
  heldUntil: number;
}

/** The divided limits of one client, kept in `tables`. */
export function memoryQuotaShares({ quotaShares }: MemoryTables, now: () => number): QuotaShareRepository {
  return {
    async claim({ name, owner, limit, wanted, atMost, holdMs }) {
      const nowMs = now();
      const ofLimit = quotaShares.filter((row) => row.name === name);
      for (const row of ofLimit.filter(({ heldUntil }) => heldUntil <= nowMs))
        quotaShares.delete(keyOf(name, row.owner));
      const others = ofLimit.filter((row) => row.owner !== owner && row.heldUntil > nowMs);
      const left = limit - others.reduce((sum, row) => sum + row.granted, 0);
      const granted = Math.max(0, Math.min(atMost, left));
      if (wanted === 0 && atMost === 0) quotaShares.delete(keyOf(name, owner));
      else quotaShares.set(keyOf(name, owner), { name, owner, granted, wanted, heldUntil: nowMs + holdMs });
      return { granted, wantedByOthers: others.map((row) => row.wanted) };
    },
  };
}
