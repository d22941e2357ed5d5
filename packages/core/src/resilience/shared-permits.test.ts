import { memoryStorage } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { rateLimiter } from "./rate-limiter.ts";
import { sharedPermits } from "./shared-permits.ts";

const limit = 40;
const windowMs = 1_000;
/** How long a call is under way, and when in that time the other side counts it. */
const callMs = 30;

/** Limiters of several processes over one storage. */
function processes(count: number) {
  const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
  const { quotaShares } = memoryStorage({ clock }).forClient("default");
  const counted: number[] = [];
  const claims: number[] = [];
  const warnings: string[] = [];
  let hangs = false;
  const shares = {
    claim: (claim: Parameters<typeof quotaShares.claim>[0]) => {
      claims.push(clock.monotonicMs());
      return hangs ? new Promise<never>(() => {}) : quotaShares.claim(claim);
    },
  };
  const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
  const limiters = Array.from({ length: count }, (_, index) => {
    const permits = sharedPermits({
      name: "calendar:google",
      limit,
      windowMs,
      shares,
      owner: () => `p${index}`,
      clock,
      logger,
    });
    return { permits, limiter: rateLimiter({ limit, windowMs, clock, permits, maxQueued: 10_000 }) };
  });
  /** A call of one process; it comes to the other side some time before it ends. */
  const call = (index: number) =>
    limiters[index]?.limiter.execute(async () => {
      const travelMs = (counted.length * 7) % callMs;
      await clock.sleep(travelMs);
      counted.push(clock.monotonicMs());
      await clock.sleep(callMs - travelMs);
    });
  return {
    clock,
    call,
    counted,
    claims,
    warnings,
    limiters,
    hang(value: boolean) {
      hangs = value;
    },
  };
}

/** The most that any window of the other side's time holds. */
function mostInAWindow(instants: readonly number[]): number {
  const sorted = [...instants].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
}

it("holds a limit over four processes in every window, uses it well, and does not ask for each call", async () => {
  const { clock, call, counted, claims } = processes(4);
  const calls = 600;
  const done = Promise.all(Array.from({ length: calls }, (_, index) => call(index % 4)));
  let settled = false;
  void done.then(() => {
    settled = true;
  });
  while (!settled) await clock.advance(10);
  expect(counted).toHaveLength(calls);
  expect(mostInAWindow(counted)).toBeLessThanOrEqual(limit);
  const seconds = (Math.max(...counted) - Math.min(...counted)) / 1_000;
  expect((calls - limit) / seconds).toBeGreaterThan(0.85 * limit);
  // At most ten times a second for each process, while all of them want more than there is.
  expect(claims.length).toBeLessThan(4 * 10 * (seconds + 1));
});

it("gives one process what the others do not want", async () => {
  const { clock, call, counted } = processes(4);
  void call(0);
  void call(1);
  await clock.advance(2_000);
  const from = counted.length;
  for (let index = 0; index < 300; index++) void call(3);
  await clock.advance(5_000);
  expect(counted.length - from).toBeGreaterThan(0.85 * limit * 5);
  expect(mostInAWindow(counted)).toBeLessThanOrEqual(limit);
});

it("makes room for a process that comes later, within a window", async () => {
  const { clock, call, counted } = processes(2);
  for (let index = 0; index < 2_000; index++) void call(0);
  await clock.advance(3_000);
  let served = 0;
  for (let index = 0; index < 200; index++) void call(1)?.then(() => served++);
  await clock.advance(3_000);
  expect(served).toBeGreaterThan(0.85 * (limit / 2) * 1.5);
  expect(mostInAWindow(counted)).toBeLessThanOrEqual(limit);
});

it("asks once a second while there is little to do, and gives back what it does not use", async () => {
  const { clock, call, claims, limiters } = processes(2);
  for (let second = 0; second < 10; second++) {
    void call(0);
    await clock.advance(1_000);
  }
  expect(claims.length).toBeLessThanOrEqual(10);
  await clock.advance(windowMs + callMs);
  await limiters[0]?.permits.giveBack?.();
  const { granted } = (await limiters[1]?.permits.take(limit)) ?? { granted: 0 };
  expect(granted).toBe(limit);
});

it("goes on with its part while the storage hangs, and no further", async () => {
  const { clock, call, counted, hang, warnings } = processes(2);
  void call(0);
  void call(1);
  await clock.advance(1_000);
  hang(true);
  for (let index = 0; index < 1_000; index++) void call(index % 2);
  const from = counted.length;
  await clock.advance(20_000);
  expect(counted.length - from).toBeGreaterThan(50);
  expect(mostInAWindow(counted)).toBeLessThanOrEqual(limit);
  expect(warnings.length).toBeGreaterThan(0);
});
