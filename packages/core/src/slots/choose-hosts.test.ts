import { describe, expect, test } from "vitest";
import { chooseHosts } from "./choose-hosts.ts";
import { findSlotAt } from "./find-slots.ts";
import type { SlotHost, SlotQuery } from "./slot-query.ts";

const hourMs = 3_600_000;
const now = Date.parse("2026-11-23T08:00Z");
const start = now + hourMs;
const schedule = { timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "12:00" }] } };
const host = (id: string, more: Partial<SlotHost> = {}): SlotHost => ({ id, schedule, ...more });
const bookedHoursAgo = (hours: number) => ({ lastBookedAt: now - hours * hourMs });

function query(hosts: readonly SlotHost[], more: Partial<SlotQuery> = {}): SlotQuery {
  const range = { start, end: start + hourMs };
  return { now, range, durationMinutes: 60, assignment: { kind: "roundRobin" }, hosts, ...more };
}

function choose(hosts: readonly SlotHost[], more: Partial<SlotQuery> = {}) {
  const asked = query(hosts, more);
  return chooseHosts(asked, findSlotAt(asked, start) ?? { start, hostIds: [] });
}

describe("one of the free hosts takes the slot:", () => {
  test.each<[string, SlotHost[], string, string]>([
    [
      "the greatest priority",
      [host("a", bookedHoursAgo(9)), host("b", { priority: 1, ...bookedHoursAgo(1) })],
      "b",
      "priority",
    ],
    ["the least recently booked", [host("a", bookedHoursAgo(1)), host("b", bookedHoursAgo(2))], "b", "weighted_wait"],
    ["who was never booked", [host("a", bookedHoursAgo(99)), host("b")], "b", "weighted_wait"],
    [
      "weight 2 after half the wait",
      [host("a", bookedHoursAgo(3)), host("b", { weight: 2, ...bookedHoursAgo(2) })],
      "b",
      "weighted_wait",
    ],
    [
      "weight 2 not after less",
      [host("a", bookedHoursAgo(5)), host("b", { weight: 2, ...bookedHoursAgo(2) })],
      "a",
      "weighted_wait",
    ],
    [
      "the greater weight when equally due",
      [host("a", bookedHoursAgo(4)), host("b", { weight: 2, ...bookedHoursAgo(2) })],
      "b",
      "weight",
    ],
    ["the greater weight when never booked", [host("a"), host("b", { weight: 2 })], "b", "weight"],
    [
      "weight 0 only when nobody else is free",
      [host("a", { weight: 0 }), host("b", bookedHoursAgo(1))],
      "b",
      "weighted_wait",
    ],
    ["the first id when nothing else tells them apart", [host("b"), host("a")], "a", "id"],
  ])("%s", (_, hosts, chosen, cause) => {
    for (const order of [hosts, hosts.toReversed()]) {
      const { hostIds, candidates } = choose(order);
      expect(hostIds).toEqual([chosen]);
      expect(candidates.map(({ isChosen, decidedBy }) => [isChosen, decidedBy])).toEqual([
        [true, cause],
        [false, cause],
      ]);
    }
  });
});

test("says for each host what was compared", () => {
  const { candidates } = choose([host("a", bookedHoursAgo(3)), host("b", { weight: 2, ...bookedHoursAgo(2) })]);
  expect(candidates).toEqual([
    {
      id: "b",
      isChosen: true,
      decidedBy: "weighted_wait",
      priority: 0,
      weight: 2,
      lastBookedAt: now - 2 * hourMs,
      weightedWaitMs: 4 * hourMs,
    },
    {
      id: "a",
      isChosen: false,
      decidedBy: "weighted_wait",
      priority: 0,
      weight: 1,
      lastBookedAt: now - 3 * hourMs,
      weightedWaitMs: 3 * hourMs,
    },
  ]);
});

test("only free hosts are asked", () => {
  const busy = [{ start, end: start + hourMs }];
  expect(choose([host("a", { priority: 9, busy }), host("b")])).toMatchObject({
    hostIds: ["b"],
    candidates: [{ id: "b", decidedBy: "all_needed" }],
  });
});

test("anyOf takes so many, the most due first; fixed hosts are always in", () => {
  const hosts = [
    host("a", bookedHoursAgo(1)),
    host("b", bookedHoursAgo(3)),
    host("c", bookedHoursAgo(2)),
    host("z", { fixed: true }),
  ];
  const { hostIds, candidates } = choose(hosts, { assignment: { kind: "anyOf", count: 2 } });
  expect(hostIds).toEqual(["z", "b", "c"]);
  expect(candidates.map(({ id, decidedBy }) => `${id} ${decidedBy}`)).toEqual([
    "z fixed",
    "b weighted_wait",
    "c weighted_wait",
    "a weighted_wait",
  ]);
});

test("collective takes everybody", () => {
  expect(choose([host("b"), host("a")], { assignment: { kind: "collective" } }).hostIds).toEqual(["b", "a"]);
});

test("a session keeps its hosts, however due others are", () => {
  const sessions = [{ start, end: start + hourMs, hostIds: ["a"], taken: 1 }];
  expect(choose([host("a", bookedHoursAgo(1)), host("b")], { capacity: 3, sessions })).toMatchObject({
    hostIds: ["a"],
    candidates: [{ id: "a", decidedBy: "session" }],
  });
});

describe("over many regular bookings", () => {
  test.each([[[1, 1, 1]], [[1, 2]], [[1, 2, 3]], [[0.5, 1]]])("shares follow the weights %j", (weights) => {
    const counts = weights.map(() => 0);
    const lastBookedAt: (number | undefined)[] = weights.map(() => undefined);
    for (let booking = 0; booking < 600; booking++) {
      const at = now + booking * hourMs;
      const hosts = weights.map((weight, index) => host(`h${index}`, { weight, lastBookedAt: lastBookedAt[index] }));
      const { hostIds } = chooseHosts(query(hosts, { now: at }), { start, hostIds: hosts.map(({ id }) => id) });
      const chosen = Number(hostIds[0]?.slice(1));
      counts[chosen] = (counts[chosen] ?? 0) + 1;
      lastBookedAt[chosen] = at;
    }
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, index) => {
      expect(Math.abs((counts[index] ?? 0) - (600 * weight) / all)).toBeLessThan(6);
    });
  });
});

describe("refuses", () => {
  const hosts = [host("a"), host("b", { fixed: true })];
  test.each<[string, string, SlotQuery, string[]]>([
    ["a host that is not in the query", "slot.hostIds[1]", query(hosts), ["b", "zed"]],
    ["a slot without its fixed host", "slot.hostIds", query(hosts), ["a"]],
    ["a slot with too few rotating hosts", "slot.hostIds", query(hosts), ["b"]],
    ["a weight below zero", "hosts[0].weight", query([host("a", { weight: -1 })]), ["a"]],
    ["a priority that is no number", "hosts[0].priority", query([host("a", { priority: Number.NaN })]), ["a"]],
    ["a last booking that is no instant", "hosts[0].lastBookedAt", query([host("a", { lastBookedAt: 0.5 })]), ["a"]],
  ])("%s", (_, field, asked, hostIds) => {
    expect(() => chooseHosts(asked, { start, hostIds })).toThrow(
      expect.objectContaining({ name: "SlotQueryError", field }),
    );
  });
});
