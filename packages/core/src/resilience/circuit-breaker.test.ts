import { type FailureKind, IntegrationError, type LogFields, silentLogger } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { isCallRefused } from "./call-refused.ts";
import { type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";
import { deadline } from "./deadline.ts";
import { wrap } from "./wrap.ts";

const startMs = Date.UTC(2026, 10, 20, 8);
const dayMs = 86_400_000;
const failure = (kind: FailureKind, retryAfterMs?: number) =>
  new IntegrationError(kind, "Down.", { remedy: "Wait.", retryAfterMs });
const middle = { bytes: () => new Uint8Array(), float: () => 0.5 };
const lowest = { bytes: () => new Uint8Array(), float: () => 0 };

function setUp(options: Parameters<typeof circuitBreaker>[0] = {}) {
  const clock = createFakeClock({ startMs });
  const recorded: [string, LogFields][] = [];
  const logged: string[] = [];
  const breaker = circuitBreaker({
    name: "calendar",
    clock,
    random: lowest,
    telemetry: { record: (name, fields) => void recorded.push([name, fields]) },
    logger: { ...silentLogger, info: (line) => void logged.push(line), warn: (line) => void logged.push(line) },
    ...options,
  });
  return { clock, breaker, recorded, logged };
}

const answer = (breaker: CircuitBreaker) => breaker.execute(async () => "answer");
const fail = (breaker: CircuitBreaker, error: unknown = failure("transient")) =>
  breaker.execute(() => Promise.reject(error)).catch((reason: unknown) => reason);
async function failTimes(breaker: CircuitBreaker, times: number, error?: unknown) {
  for (let call = 0; call < times; call++) await fail(breaker, error);
}
/** A call that ends when told. */
function slow(breaker: CircuitBreaker) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return {
    call: breaker.execute(() => promise),
    answer: () => resolve("late"),
    fail: () => reject(failure("transient")),
  };
}

describe("circuitBreaker", () => {
  it("opens on ten failures in a row, however many calls were answered before", async () => {
    const { breaker } = setUp();
    for (let call = 0; call < 500; call++) await answer(breaker);
    await failTimes(breaker, 9);
    await answer(breaker);
    await failTimes(breaker, 9);
    expect(breaker.view.kind).toBe("closed");
    await fail(breaker);
    expect(breaker.view.kind).toBe("open");
  });

  it("lets nobody who is waited for wait for a probe, which goes out all the same", async () => {
    const { breaker, clock } = setUp();
    await failTimes(breaker, 5);
    await clock.advance(5_000);
    let probes = 0;
    const urgent = () =>
      breaker.execute(
        async ({ signal }) => {
          probes++;
          await clock.sleep(1_000, signal);
        },
        { urgent: true },
      );
    for (let visitor = 0; visitor < 5; visitor++) {
      expect(await urgent().catch((error: unknown) => error)).toMatchObject({ by: "breaker", probing: true });
    }
    expect(probes).toBe(1);
    await clock.advance(1_000);
    await urgent().catch(() => undefined);
    await clock.advance(1_000);
    expect([probes, breaker.view.kind]).toEqual([2, "closed"]);
  });

  it("opens when half of at least five calls of the last minute failed, and refuses at once with the time to come back", async () => {
    const { breaker, clock } = setUp();
    await answer(breaker);
    await failTimes(breaker, 3);
    expect(breaker.view).toEqual({ kind: "closed", calls: 4, failures: 3 });
    await fail(breaker);
    let called = false;
    const refused = await breaker.execute(async () => (called = true)).catch((error: unknown) => error);
    expect(isCallRefused(refused) && refused).toMatchObject({
      by: "breaker",
      policy: "calendar",
      retryAfterMs: 5_000,
      retryAt: clock.now() + 5_000,
      message: "calendar has failed too often. It is tried again in 5000 ms.",
    });
    expect([called, breaker.view.kind]).toEqual([false, "open"]);
  });

  it("does not open on one failure a minute, however often: what is old is forgotten though nobody called", async () => {
    const { breaker, clock } = setUp();
    for (let minute = 0; minute < 50; minute++) {
      await fail(breaker);
      await clock.advance(60_000);
    }
    expect(breaker.view).toEqual({ kind: "closed", calls: 0, failures: 0 });
  });

  it("closes after two successful probes, one at a time, and refuses everybody else meanwhile", async () => {
    const { breaker, clock } = setUp();
    await failTimes(breaker, 5);
    await clock.advance(5_000);
    const probe = slow(breaker);
    expect(isCallRefused(await fail(breaker))).toBe(true);
    expect(breaker.view).toEqual({ kind: "halfOpen", openings: 1, successes: 0, probes: 1 });
    probe.answer();
    await probe.call;
    expect(breaker.view).toEqual({ kind: "halfOpen", openings: 1, successes: 1, probes: 0 });
    await answer(breaker);
    expect(breaker.view).toEqual({ kind: "closed", calls: 0, failures: 0 });
  });

  it("gives a hung probe up after its timeout and stays open for longer", async () => {
    const { breaker, clock } = setUp({ probeTimeoutMs: 2_000 });
    await failTimes(breaker, 5);
    await clock.advance(5_000);
    let told = false;
    const hung = breaker
      .execute(({ signal }) => {
        signal.addEventListener("abort", () => {
          told = true;
        });
        return new Promise(() => {});
      })
      .catch((error: unknown) => error);
    const refused = await fail(breaker);
    expect(isCallRefused(refused) && refused.retryAfterMs).toBe(2_000);
    await clock.advance(2_000);
    expect(await hung).toMatchObject({ name: "DeadlineExceeded" });
    expect([told, breaker.view]).toMatchObject([true, { kind: "open", openings: 2, retryAfterMs: 10_000 }]);
    expect(clock.pending).toBe(0);
  });

  it("doubles its open time up to the longest, and takes some of it off by chance", async () => {
    for (const [random, share] of [[lowest, 1] as const, [middle, 0.75] as const]) {
      const { breaker, clock } = setUp({ random });
      await failTimes(breaker, 5);
      const times: number[] = [];
      for (let opening = 0; opening < 5; opening++) {
        const { view } = breaker;
        if (view.kind !== "open") throw new Error("It is not open.");
        times.push(view.retryAfterMs);
        await clock.advance(view.retryAfterMs);
        await fail(breaker);
      }
      expect(times).toEqual([5_000, 10_000, 20_000, 30_000, 30_000].map((ms) => ms * share));
    }
  });

  it("stays open as long as a server of the failures asked, but a day at most", async () => {
    const { breaker } = setUp();
    await fail(breaker, failure("transient", 90_000));
    await failTimes(breaker, 4);
    expect(breaker.view).toMatchObject({ kind: "open", retryAfterMs: 90_000 });
    const other = setUp().breaker;
    await failTimes(other, 5, failure("transient", 30 * dayMs));
    expect(other.view).toMatchObject({ kind: "open", retryAfterMs: dayMs });
  });

  it.each<[FailureKind, "alive" | "failed" | "nothing"]>([
    ["transient", "failed"],
    ["unknown_outcome", "failed"],
    ["permanent", "alive"],
    ["stale", "alive"],
    ["throttled", "nothing"],
    ["exhausted", "nothing"],
    ["auth", "nothing"],
  ])("counts %s as %s", async (kind, verdict) => {
    const { breaker } = setUp();
    await fail(breaker, failure(kind));
    expect(breaker.counts).toMatchObject({ alive: 0, failed: 0, nothing: 0, [verdict]: 1 });
    expect(breaker.view).toMatchObject({
      calls: verdict === "nothing" ? 0 : 1,
      failures: verdict === "failed" ? 1 : 0,
    });
  });

  it("lets no late success close it and no late failure open it: they are counted and change nothing", async () => {
    const { breaker, clock, recorded } = setUp();
    const calls = Array.from({ length: 10 }, () => slow(breaker));
    await failTimes(breaker, 5);
    await clock.advance(5_000);
    const probe = slow(breaker);
    const before = breaker.view;
    for (const [index, one] of calls.entries()) index % 2 ? one.answer() : one.fail();
    await Promise.allSettled(calls.map(({ call }) => call));
    expect([breaker.view, breaker.counts.stale]).toEqual([before, 10]);
    expect(recorded.filter(([name]) => name === "breaker.stale_outcome")).toHaveLength(10);
    probe.answer();
    await probe.call;
    await answer(breaker);
    expect(breaker.view.kind).toBe("closed");
  });

  it("counts a call that is deaf to its deadline when the deadline passes, and a caller who leaves for nothing", async () => {
    const { breaker, clock } = setUp();
    const limited = wrap(deadline({ deadlineMs: 100, clock }), breaker);
    const deaf = limited.execute(() => new Promise(() => {})).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await deaf).toMatchObject({ name: "DeadlineExceeded" });
    expect(breaker.view).toEqual({ kind: "closed", calls: 1, failures: 1 });
    const caller = new AbortController();
    const left = breaker.execute(() => new Promise(() => {}), { signal: caller.signal });
    caller.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    expect(breaker.counts).toMatchObject({ failed: 1, nothing: 1 });
  });

  it("does not mind a wall clock that jumps", async () => {
    for (const jumpMs of [-dayMs, dayMs]) {
      const { breaker, clock } = setUp();
      await failTimes(breaker, 5);
      clock.set(clock.now() + jumpMs);
      expect(breaker.view).toMatchObject({ kind: "open", retryAfterMs: 5_000 });
      await clock.advance(4_999);
      expect(isCallRefused(await fail(breaker))).toBe(true);
      await clock.advance(1);
      expect(await answer(breaker)).toBe("answer");
    }
  });

  it("opens for a whole provider only when the failures are those of several", async () => {
    const { breaker } = setUp({ minSources: 3 });
    const failAs = (source: string) =>
      breaker.execute(() => Promise.reject(failure("transient")), { source }).catch(() => undefined);
    for (let call = 0; call < 20; call++) await failAs(call % 2 ? "ada" : "bob");
    expect(breaker.view.kind).toBe("closed");
    await failAs("cleo");
    expect(breaker.view.kind).toBe("open");
  });

  it("goes on from an export with the open time that remained", async () => {
    const { breaker, clock } = setUp();
    await failTimes(breaker, 5);
    await clock.advance(2_000);
    const initial = JSON.parse(JSON.stringify(breaker.export()));
    const { breaker: restored, clock: otherClock } = setUp({ initial });
    expect(restored.view).toMatchObject({ kind: "open", openings: 1, retryAfterMs: 3_000 });
    await otherClock.advance(3_000);
    await fail(restored);
    expect(restored.view).toMatchObject({ kind: "open", openings: 2, retryAfterMs: 10_000 });
  });

  it("tells of every change", async () => {
    const { breaker, clock, recorded, logged } = setUp();
    await failTimes(breaker, 5);
    await clock.advance(5_000);
    await answer(breaker);
    await answer(breaker);
    expect(recorded.map(([name, { from, to, openForMs }]) => [name, from, to, openForMs])).toEqual([
      ["breaker.changed", "closed", "open", 5_000],
      ["breaker.changed", "open", "halfOpen", null],
      ["breaker.changed", "halfOpen", "closed", null],
    ]);
    expect(logged).toEqual([
      "A breaker opened: calls are refused for a while.",
      "A breaker closed: calls go out again.",
    ]);
  });

  it.each([
    [{ minCalls: 0 }, "circuitBreaker.minCalls received 0: must be a whole number of at least 1."],
    [{ failureRatio: 50 }, "circuitBreaker.failureRatio received 50: must be a number from 0.01 to 1."],
    [{ openMs: 60_000 }, "circuitBreaker.maxOpenMs received 30000: must be a number of at least 60000."],
    [
      { initial: { kind: "open", openings: 0, openForMs: 1, remainingMs: 1 } },
      "circuitBreaker.initial.openings received 0",
    ],
    [
      { initial: { kind: "ajar" } as never },
      "circuitBreaker.initial.kind: must be closed, open or halfOpen, not ajar.",
    ],
  ] as const)("refuses %j", (options, message) => {
    expect(() => circuitBreaker(options)).toThrow(message);
  });
});
