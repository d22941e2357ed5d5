import { expect, it } from "vitest";
import { memoryStorage } from "./memory-storage.ts";

it("stores nothing of a transaction that rejects and everything of one that resolves", async () => {
  const client = memoryStorage().forClient("acme");
  const claim = { hostId: "ada", start: 0, end: 1, kind: "booking", ownerUid: "bk_1", expiresAt: null } as const;
  const failing = client.transaction([], async (tx) => {
    await tx.claims.insert([claim]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await client.claims.overlapping(["ada"], 0, 9, 0)).toEqual([]);
  await client.transaction([], (tx) => tx.claims.insert([claim]));
  expect(await client.claims.overlapping(["ada"], 0, 9, 0)).toEqual([claim]);
});
