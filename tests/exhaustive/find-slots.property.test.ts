import {
  chooseHosts,
  explainDay,
  explainSlot,
  findFirstSlots,
  findSlotAt,
  findSlots,
  type Limit,
  publicReasons,
  type Slot,
  type SlotQuery,
} from "@slotkit/core/slots";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forgetWalls, minuteOracle, wallAt } from "./minute-oracle.ts";
import { clockChanges, momentsOf, strangeMoments } from "./moments.ts";
import { queryArbitrary } from "./slot-queries.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Chatham",
  "America/St_Johns",
  "Asia/Kathmandu",
];
const moments = [...momentsOf(zones, 2024, 2031), ...strangeMoments];

describe("agrees with the minute-by-minute oracle", () => {
  test("which sees the clock changes it is meant to see", () => {
    expect(clockChanges("Europe/Berlin", Date.UTC(2026, 0), Date.UTC(2027, 0))).toEqual([
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
    ]);
    expect(wallAt("Pacific/Apia", Date.UTC(2011, 11, 30, 10) - minuteMs).date).toBe("2011-12-29");
    expect(wallAt("Pacific/Apia", Date.UTC(2011, 11, 30, 10)).date).toBe("2011-12-31");
    expect(moments.length).toBeGreaterThan(80);
  });

  test.each(moments)("$zone, around $instant", ({ zone, instant }) => {
    forgetWalls();
    const other = zones[(zones.indexOf(zone) + 1) % zones.length] as string;
    fc.assert(
      fc.property(queryArbitrary(instant, [zone, zone, other]), (query) => {
        expect(findSlots(query)).toEqual(minuteOracle(query));
      }),
      { seed: instant / minuteMs, numRuns: 4 },
    );
  });
});

describe("for any query", () => {
  const anyQuery = fc
    .constantFrom(...moments)
    .chain(({ zone, instant }) => queryArbitrary(instant, [zone, "Asia/Kathmandu"]));
  const holds = (law: (query: SlotQuery) => void) => fc.assert(fc.property(anyQuery, law), { seed: 20, numRuns: 300 });
  const startsOf = (slots: readonly Slot[]) => slots.map(({ start }) => start);

  test("what is offered lies in the range, ascends and lasts as long as asked", () => {
    holds((query) => {
      let latest = -Infinity;
      for (const { start, end } of findSlots(query)) {
        expect(start).toBeGreaterThan(latest);
        expect(start).toBeGreaterThanOrEqual(query.range.start);
        expect(start).toBeLessThan(query.range.end);
        expect(end - start).toBe(query.durationMinutes * minuteMs);
        latest = start;
      }
    });
  });

  test("splitting the range and joining the answers changes nothing", () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: 999 }), (query, thousandths) => {
        const { start, end } = query.range;
        const middle = start + Math.round(((end - start) * thousandths) / 1000);
        const joined = [
          ...findSlots({ ...query, range: { start, end: middle } }),
          ...findSlots({ ...query, range: { start: middle, end } }),
        ];
        expect(joined).toEqual(findSlots(query));
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  test("more busy time never adds a start to the grid", () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(2 * 24 * 12), fc.integer({ min: 1, max: 24 }), (query, at, length) => {
        const before = startsOf(findSlots({ ...query, align: "grid" }));
        const start = query.range.start + at * 5 * minuteMs;
        const busier = { start, end: start + length * 5 * minuteMs };
        const hosts = query.hosts.map((host) => ({ ...host, busy: [...(host.busy ?? []), busier] }));
        expect(before).toEqual(expect.arrayContaining(startsOf(findSlots({ ...query, align: "grid", hosts }))));
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  test("the order of busy times, and of hosts, does not matter", () => {
    holds((query) => {
      const timeZone = query.timeZone ?? "Asia/Kathmandu";
      const hosts = query.hosts.map((host) => ({ ...host, busy: host.busy?.toReversed() })).reverse();
      const sortHosts = (slots: readonly Slot[]) =>
        slots.map((slot) => ({ ...slot, hostIds: slot.hostIds.toSorted() }));
      expect(sortHosts(findSlots({ ...query, timeZone, hosts }))).toEqual(sortHosts(findSlots({ ...query, timeZone })));
    });
  });

  test("padding never adds a start to the grid", () => {
    holds((query) => {
      const bare = { ...query, align: "grid", bufferBeforeMinutes: 0, bufferAfterMinutes: 0 } as const;
      const padded = { ...query, align: "grid" } as const;
      expect(startsOf(findSlots(bare))).toEqual(expect.arrayContaining(startsOf(findSlots(padded))));
    });
  });

  test("the question is not changed", () => {
    holds((query) => {
      const copy = structuredClone(query);
      findSlots(query);
      expect(query).toEqual(copy);
    });
  });

  test("a start on a whole five minutes is offered exactly when nothing speaks against it", () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(2 * 24 * 12 + 24), (query, at) => {
        const start = query.range.start - hourMs + at * 5 * minuteMs;
        const explanation = explainSlot(query, start);
        expect(explanation.reasons.length === 0).toBe(explanation.slot !== undefined);
        expect(explanation.slot).toEqual(findSlotAt(query, start));
        if (query.align === "pack") return;
        expect(explanation.slot).toEqual(findSlots(query).find((slot) => slot.start === start));
      }),
      { seed: 23, numRuns: 600 },
    );
  });

  test("whatever is listed can be taken, and nothing speaks against it", () => {
    holds((query) => {
      for (const slot of findSlots(query).slice(0, 5)) {
        expect(findSlotAt(query, slot.start)).toEqual(slot);
        expect(explainSlot(query, slot.start)).toMatchObject({ reasons: [], slot });
      }
    });
  });

  test("of all whole five minutes exactly the listed ones are accepted", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const grid = { ...query, align: "grid" as const };
        const listed = findSlots(grid).filter(({ start }) => (start - query.range.start) % (5 * minuteMs) === 0);
        const accepted: Slot[] = [];
        for (let { start } = query.range; start < query.range.end; start += 5 * minuteMs) {
          const slot = findSlotAt(grid, start);
          if (slot) accepted.push(slot);
        }
        expect(accepted).toEqual(listed);
      }),
      { seed: 29, numRuns: 150 },
    );
  });

  test("the first slots are those that the list begins with", () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: 40 }), (query, count) => {
        expect(findFirstSlots(query, count)).toEqual(findSlots(query).slice(0, count));
      }),
      { seed: 24, numRuns: 300 },
    );
  });

  test("the explanation of a day offers what the list offers on it", () => {
    holds((query) => {
      const middle = (query.range.start + query.range.end) / 2;
      const { starts, date, timeZone } = explainDay(query, new Date(middle).toISOString().slice(0, 10));
      const offered = findSlots(query).filter(({ start }) => wallAt(timeZone, start).date === date);
      expect(starts.flatMap(({ slot }) => slot ?? [])).toEqual(offered);
      for (const explanation of starts) {
        expect(explanation.reasons.map(({ code }) => code)).not.toContain("not_a_start");
        expect(explanation.reasons.length === 0).toBe(explanation.slot !== undefined);
      }
    });
  });

  test("the public is told the same whatever keeps a host from a slot", () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(2 * 24 * 12), (query, at) => {
        const start = query.range.start + at * 5 * minuteMs;
        const asAbsence = {
          ...query,
          align: "grid" as const,
          hosts: query.hosts.map((host) => ({
            ...host,
            busy: [],
            timeOff: [...(host.busy ?? []), ...(host.timeOff ?? [])],
          })),
        };
        const asBusy = { ...query, align: "grid" as const };
        const told = publicReasons(explainSlot(asBusy, start));
        expect(publicReasons(explainSlot(asAbsence, start))).toEqual(told);
        expect(told.length === 0).toBe(findSlotAt(asBusy, start) !== undefined);
        expect(JSON.stringify(told)).not.toMatch(/ada|grace|edsger|cap|interval/);
      }),
      { seed: 25, numRuns: 300 },
    );
  });

  test("taking one listed slot after the other never goes over a limit", () => {
    const limitOf = (period: Limit["period"], maxCount: number): Limit => ({
      id: "cap",
      period,
      timeZone: "America/New_York",
      maxCount,
    });
    fc.assert(
      fc.property(
        anyQuery,
        fc.constantFrom("day", "week", "month", "year"),
        fc.integer({ min: 1, max: 3 }),
        (query, period, most) => {
          const used: { start: number; minutes: number }[] = [];
          for (;;) {
            const next = findFirstSlots({ ...query, limits: [{ ...limitOf(period, most), used }] }, 1)[0];
            if (!next) break;
            used.push({ start: next.start, minutes: query.durationMinutes });
            expect(used.length).toBeLessThan(50);
          }
          const periods = new Map<string, number>();
          for (const { start } of used) {
            const { date } = wallAt("America/New_York", start);
            const names = { day: date, week: mondayOf(date), month: date.slice(0, 7), year: date.slice(0, 4) };
            const name = names[period];
            periods.set(name, (periods.get(name) ?? 0) + 1);
          }
          expect(Math.max(0, ...periods.values())).toBeLessThanOrEqual(most);
          const open = findSlots({ ...query, limits: [] });
          expect(used.length > 0).toBe(open.length > 0);
        },
      ),
      { seed: 27, numRuns: 100 },
    );
  });

  test("seats are counted down one by one, and the session stays with its hosts", () => {
    holds((query) => {
      const { limits: _, ...rest } = query;
      const seated = { ...rest, capacity: 3, sessions: [] };
      const [slot] = findSlots(seated);
      if (!slot) return;
      const { hostIds } = chooseHosts(seated, slot);
      for (let taken = 1; taken <= 3; taken++) {
        const sessions = [{ start: slot.start, end: slot.end, hostIds, taken }];
        const next = findSlots({ ...seated, sessions }).find(({ start }) => start === slot.start);
        expect(next).toEqual(taken === 3 ? undefined : { ...slot, hostIds, seatsRemaining: 3 - taken });
      }
    });
  });

  test("the choice of hosts is enough, made of free ones, and the same for any order of hosts", () => {
    holds((query) => {
      const timeZone = query.timeZone ?? "Asia/Kathmandu";
      const [slot] = findSlots({ ...query, timeZone });
      if (!slot) return;
      const chosen = chooseHosts({ ...query, timeZone }, slot).hostIds;
      expect(slot.hostIds).toEqual(expect.arrayContaining([...chosen]));
      const reversed = chooseHosts({ ...query, timeZone, hosts: query.hosts.toReversed() }, slot).hostIds;
      expect(reversed.toSorted()).toEqual(chosen.toSorted());
    });
  });
});

function mondayOf(date: string): string {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
