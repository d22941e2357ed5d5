import { type FailureKind, IntegrationError } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { CallRefused } from "./call-refused.ts";
import { deadline } from "./deadline.ts";
import { constantBackoff } from "./exponential-backoff.ts";
import { type RetryOptions, retry } from "./retry.ts";
import { createRetryBudget } from "./retry-budget.ts";
import { DeadlineExceeded } from "./with-deadline.ts";
import { wrap } from "./wrap.ts";

const failure = (kind: FailureKind, retryAfterMs?: number) =>
  new IntegrationError(kind, `It was ${kind}.`, { remedy: "Wait.", retryAfterMs });

/** A call that fails with these, then answers; it notes when it was made. */
function failing(failures: readonly unknown[], options: Partial<RetryOptions> = {}) {
  const clock = createFakeClock({ startMs: 0 });
  const madeAt: number[] = [];
  const policy = retry({
    maxAttempts: 3,
    kinds: ["transient"],
    backoff: constantBackoff(100),
    clock,
    random: createSeededRandom(1),
    ...options,
  });
  const fn = async ({ attempt }: { attempt: number }) => {
    madeAt.push(clock.monotonicMs());
    expect(attempt).toBe(madeAt.length);
    if (attempt <= failures.length) throw failures[attempt - 1];
    return "answer";
  };
  return { clock, madeAt, policy, fn };
}

describe("retry", () => {
  it("repeats what was named, after its waits, and hands the answer on", async () => {
    const { clock, madeAt, policy, fn } = failing([failure("transient"), failure("transient")]);
    const answer = policy.execute(fn);
    await clock.advance(250);
    expect([await answer, madeAt, clock.pending]).toEqual(["answer", [0, 100, 200], 0]);
  });

  it("ends after its attempts with the last failure as it was", async () => {
    const last = failure("transient");
    const { clock, madeAt, policy, fn } = failing([failure("transient"), failure("transient"), last]);
    const outcome = policy.execute(fn).catch((error: unknown) => error);
    await clock.advance(1_000);
    expect([await outcome, madeAt.length]).toEqual([last, 3]);
  });

  it.each<[string, unknown]>([
    ["permanent", failure("permanent")],
    ["throttled", failure("throttled")],
    ["unknown_outcome", failure("unknown_outcome")],
    ["refused", new CallRefused("open", { by: "breaker", policy: "b", retryAfterMs: 1, retryAt: 1 })],
  ])("does not repeat what was not named: %s", async (_, error) => {
    const { madeAt, policy, fn } = failing([error]);
    await expect(policy.execute(fn)).rejects.toBe(error);
    expect(madeAt).toEqual([0]);
  });

  it("comes back when the server said, up to a twentieth later and never earlier", async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const options = { random: createSeededRandom(seed) };
      const { clock, madeAt, policy, fn } = failing([failure("transient", 1_000)], options);
      const answer = policy.execute(fn);
      await clock.advance(2_000);
      await answer;
      expect(madeAt[1]).toBeGreaterThanOrEqual(1_000);
      expect(madeAt[1]).toBeLessThanOrEqual(1_050);
    }
  });

  it("stops waiting at once when the caller leaves, and calls no more", async () => {
    const { clock, madeAt, policy, fn } = failing([failure("transient")]);
    const caller = new AbortController();
    const outcome = policy.execute(fn, { signal: caller.signal }).catch((error: unknown) => error);
    await clock.advance(50);
    const gone = new Error("gone");
    caller.abort(gone);
    expect(await outcome).toBe(gone);
    await clock.advance(1_000);
    expect([madeAt, clock.pending]).toEqual([[0], 0]);
  });

  it("does not wait for a deaf attempt when the caller leaves", async () => {
    const { policy } = failing([]);
    const caller = new AbortController();
    const outcome = policy.execute(() => new Promise(() => {}), { signal: caller.signal });
    caller.abort(new Error("gone"));
    await expect(outcome).rejects.toThrow("gone");
  });

  it("begins no wait that would end too late for another attempt", async () => {
    const first = failure("transient");
    const { clock, madeAt, policy, fn } = failing([first], { minAttemptMs: 50 });
    const inTime = wrap(deadline({ deadlineMs: 149, clock }), policy);
    await expect(inTime.execute(fn)).rejects.toBe(first);
    expect([madeAt, clock.pending]).toEqual([[0], 0]);
  });

  it("ends at its own deadline, whatever an attempt does", async () => {
    const { clock, policy } = failing([], { deadlineMs: 300 });
    const outcome = policy.execute(() => new Promise(() => {})).catch((error: unknown) => error);
    await clock.advance(300);
    expect(await outcome).toBeInstanceOf(DeadlineExceeded);
    expect(clock.pending).toBe(0);
  });

  it("asks the budget before it repeats", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const budget = createRetryBudget({ reserve: 0, clock });
    const first = failure("transient");
    const { policy, fn } = failing([first], { budget });
    await expect(policy.execute(fn)).rejects.toBe(first);
  });

  it.each([0, 1.5, 101, Number.NaN])("refuses %s attempts", (maxAttempts) => {
    expect(() => retry({ maxAttempts, kinds: [], backoff: constantBackoff(1) })).toThrow(
      `retry.maxAttempts received ${maxAttempts}: must be a whole number from 1 to 100.`,
    );
  });
});
