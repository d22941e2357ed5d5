import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOut } from "./share-out.ts";

it("gives everybody one before anybody gets two", () => {
  expect(shareOut(["a", "b", "c"], { free: 5, roomOf: () => 8 })).toEqual([
    { clientId: "a", limit: 2 },
    { clientId: "b", limit: 2 },
    { clientId: "c", limit: 1 },
  ]);
});

it("lets nobody have more than it has room for", () => {
  const room: Record<string, number> = { a: 0, b: 2, c: 8, d: -1 };
  expect(shareOut(["a", "b", "c", "d"], { free: 32, roomOf: (clientId) => room[clientId] ?? 0 })).toEqual([
    { clientId: "b", limit: 2 },
    { clientId: "c", limit: 8 },
  ]);
});

it("never gives more than there is, leaves nothing that somebody could have, and is as even as can be", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 12 });
  fc.assert(
    fc.property(ids, fc.nat(40), fc.array(fc.integer({ min: -1, max: 9 })), (clients, free, rooms) => {
      const roomOf = (clientId: string) => Math.max(0, rooms[clients.indexOf(clientId)] ?? 0);
      const shares = shareOut(clients, { free, roomOf });
      const given = new Map(shares.map(({ clientId, limit }) => [clientId, limit]));
      const total = shares.reduce((sum, { limit }) => sum + limit, 0);
      const room = clients.reduce((sum, clientId) => sum + roomOf(clientId), 0);
      expect(total).toBe(Math.min(free, room));
      const most = Math.max(0, ...given.values());
      for (const clientId of clients) {
        const got = given.get(clientId) ?? 0;
        expect(got).toBeLessThanOrEqual(roomOf(clientId));
        expect(got === roomOf(clientId) || got >= most - 1).toBe(true);
      }
    }),
  );
});
