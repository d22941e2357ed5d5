import { IntegrationError } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { isCallRefused } from "./call-refused.ts";
import { rateLimiter } from "./rate-limiter.ts";

/** The most events in any half-open window. */
function mostInAnyWindow(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
}

describe("rateLimiter", () => {
  it("lets a limit's worth out at once and the next when a window after the end of the first has passed", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const limiter = rateLimiter({ limit: 3, windowMs: 1_000, clock });
    const begun: number[] = [];
    const calls = Array.from({ length: 5 }, () =>
      limiter.execute(async () => {
        begun.push(clock.monotonicMs());
        await clock.sleep(100);
      }),
    );
    await clock.advance(1_099);
    expect([begun, limiter.queued]).toEqual([[0, 0, 0], 2]);
    await clock.advance(1);
    expect(begun).toEqual([0, 0, 0, 1_100, 1_100]);
    await clock.advance(100);
    await Promise.all(calls);
    expect(clock.pending).toBe(0);
  });

  it("serves in the order of arrival, without those who left", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const limiter = rateLimiter({ limit: 1, windowMs: 100, clock });
    const served: string[] = [];
    const call = (name: string, signal?: AbortSignal) =>
      limiter.execute(async () => void served.push(name), { signal });
    const caller = new AbortController();
    const calls = [call("a"), call("b"), call("c", caller.signal).catch(() => "left"), call("d")];
    await clock.advance(50);
    caller.abort(new Error("gone"));
    await clock.advance(500);
    expect([served, await calls[2], clock.pending]).toEqual([["a", "b", "d"], "left", 0]);
    await Promise.all(calls);
  });

  it("stops its timer when the last who waits leaves", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const limiter = rateLimiter({ limit: 1, windowMs: 100, clock });
    await limiter.execute(async () => {});
    const caller = new AbortController();
    const left = limiter.execute(async () => {}, { signal: caller.signal });
    await clock.advance(10);
    expect(clock.pending).toBe(1);
    caller.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });

  it("refuses who would be too many in the queue, the last first, and who has waited too long", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const limiter = rateLimiter({ limit: 1, windowMs: 1_000, maxQueued: 1, maxWaitMs: 300, clock });
    const outcomes = Array.from({ length: 3 }, () =>
      limiter.execute(async () => "served").catch((error: unknown) => (isCallRefused(error) ? error.message : error)),
    );
    await clock.advance(300);
    expect(await Promise.all(outcomes)).toEqual([
      "served",
      "rateLimiter: there was no room for 300 ms. Try again later.",
      "rateLimiter: 1 calls wait already. Try again later.",
    ]);
    expect(clock.pending).toBe(0);
  });

  it("keeps everybody back as long as the other side asked when it was too much all the same", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const limiter = rateLimiter({ limit: 10, windowMs: 1_000, clock });
    const tooMuch = new IntegrationError("throttled", "Slow down.", { remedy: "Wait.", retryAfterMs: 5_000 });
    await expect(limiter.execute(() => Promise.reject(tooMuch))).rejects.toBe(tooMuch);
    let at = 0;
    const next = limiter.execute(async () => {
      at = clock.monotonicMs();
    });
    await clock.advance(6_000);
    await next;
    expect(at).toBe(5_000);
  });

  it("never lets more out than the limit in the other side's eyes, and hardly less", async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = createSeededRandom(seed);
      const clock = createFakeClock({ startMs: 0 });
      const limit = 1 + Math.floor(random.float() * 12);
      const windowMs = 1_000;
      const limiter = rateLimiter({ limit, windowMs, clock });
      const countedAt: number[] = [];
      const calls = Array.from({ length: limit * 12 }, async () => {
        await clock.sleep(random.float() * 200);
        await limiter
          .execute(async () => {
            // The other side counts at any time between the sending and the answer.
            await clock.sleep(random.float() * 60);
            countedAt.push(clock.monotonicMs());
            await clock.sleep(random.float() * 40);
            if (random.float() < 0.2) throw new Error("failed");
          })
          .catch(() => undefined);
      });
      await clock.advance(30_000);
      await Promise.all(calls);
      expect(mostInAnyWindow(countedAt, windowMs)).toBeLessThanOrEqual(limit);
      const spanMs = Math.max(...countedAt) - Math.min(...countedAt);
      const possible = limit * (Math.floor(spanMs / windowMs) + 1);
      expect(countedAt.length / possible).toBeGreaterThanOrEqual(0.85);
    }
  });

  it("refuses a limit that is none", () => {
    expect(() => rateLimiter({ limit: 0, windowMs: 1_000 })).toThrow("rateLimiter.limit received 0");
  });
});
