import { IntegrationError } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { deadline } from "./deadline.ts";
import { exponentialBackoff } from "./exponential-backoff.ts";
import { retry } from "./retry.ts";
import { createRetryBudget } from "./retry-budget.ts";
import { wrap } from "./wrap.ts";

const deadlineMs = 2_500;

/** Ten minutes of calls, five a second, to a server that counts them and fails or hangs at a rate. */
async function outage(errorRate: number) {
  const clock = createFakeClock({ startMs: 0 });
  const random = createSeededRandom(Math.round(errorRate * 100) + 1);
  const policy = wrap(
    deadline({ deadlineMs, clock }),
    retry({
      maxAttempts: 3,
      kinds: ["transient", "unknown_outcome"],
      backoff: exponentialBackoff({ firstMs: 100, maxMs: 1_000 }),
      budget: createRetryBudget({ clock }),
      clock,
      random,
    }),
  );
  let requests = 0;
  const early: number[] = [];
  async function server(call: { askedUntilMs: number; askedMs: number }, signal: AbortSignal): Promise<string> {
    requests++;
    const nowMs = clock.monotonicMs();
    if (call.askedMs > 0) early.push((nowMs - call.askedUntilMs) / call.askedMs);
    await clock.sleep(Math.ceil(random.float() * 400), signal);
    if (random.float() >= errorRate) return "answer";
    if (random.float() < 0.2) await clock.sleep(60_000, signal);
    const retryAfterMs = random.float() < 0.5 ? 200 + Math.floor(random.float() * 1_000) : undefined;
    call.askedMs = retryAfterMs ?? 0;
    call.askedUntilMs = clock.monotonicMs() + call.askedMs;
    throw new IntegrationError("transient", "Down.", { remedy: "Wait.", retryAfterMs });
  }
  const waits: number[] = [];
  const calls = Array.from({ length: 3_000 }, async (_, index) => {
    await clock.sleep(index * 200);
    const asked = { askedUntilMs: 0, askedMs: 0 };
    const startedMs = clock.monotonicMs();
    await policy.execute(({ signal }) => server(asked, signal)).catch(() => undefined);
    waits.push(clock.monotonicMs() - startedMs);
  });
  await clock.advance(700_000);
  await Promise.all(calls);
  return { calls: calls.length, requests, longestMs: Math.max(...waits), early };
}

it.each([0, 0.05, 0.25, 0.5, 0.75, 1])(
  "an outage at an error rate of %s is not made worse: a tenth more requests at the most, and nobody waits past the deadline",
  async (errorRate) => {
    const { calls, requests, longestMs, early } = await outage(errorRate);
    expect(requests).toBeGreaterThanOrEqual(calls);
    expect(requests).toBeLessThanOrEqual(calls * 1.1);
    expect(longestMs).toBeLessThanOrEqual(deadlineMs);
    // Whoever was told when to come back came no earlier, and at most a twentieth of that time later.
    for (const share of early) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(0.05);
    }
    if (errorRate === 1) expect(early.length).toBeGreaterThan(20);
  },
);
