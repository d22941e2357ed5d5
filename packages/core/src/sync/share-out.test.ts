import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOut } from "./share-out.ts";

const noneHeld = new Map<string, number>();

it("gives everybody one before anybody gets two", () => {
  expect(shareOut(["a", "b", "c"], { free: 5, perClient: 8, held: noneHeld })).toEqual([
    { clientId: "a", limit: 2 },
    { clientId: "b", limit: 2 },
    { clientId: "c", limit: 1 },
  ]);
});

it("lets nobody have more than a client may, what is held included", () => {
  const held = new Map([
    ["a", 8],
    ["b", 6],
  ]);
  expect(shareOut(["a", "b", "c"], { free: 32, perClient: 8, held })).toEqual([
    { clientId: "b", limit: 2 },
    { clientId: "c", limit: 8 },
  ]);
});

it("never gives more than there is, leaves nothing that somebody could have, and is as even as can be", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 12 });
  fc.assert(
    fc.property(
      ids,
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.nat(9)),
      (clients, free, perClient, counts) => {
        const held = new Map(clients.map((clientId, index) => [clientId, counts[index] ?? 0]));
        const shares = shareOut(clients, { free, perClient, held });
        const given = new Map(shares.map(({ clientId, limit }) => [clientId, limit]));
        const roomOf = (clientId: string) => Math.max(0, perClient - (held.get(clientId) ?? 0));
        const total = shares.reduce((sum, { limit }) => sum + limit, 0);
        const room = clients.reduce((sum, clientId) => sum + roomOf(clientId), 0);
        expect(total).toBe(Math.min(free, room));
        const most = Math.max(0, ...given.values());
        for (const clientId of clients) {
          const got = given.get(clientId) ?? 0;
          expect(got).toBeLessThanOrEqual(roomOf(clientId));
          expect(got === roomOf(clientId) || got >= most - 1).toBe(true);
        }
      },
    ),
  );
});
