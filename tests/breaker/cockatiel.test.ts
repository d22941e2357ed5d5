import { IntegrationError } from "@slotkit/core";
import {
  bulkhead,
  type CircuitBreaker,
  circuitBreaker,
  exponentialBackoff,
  isCallRefused,
} from "@slotkit/core/resilience";
import * as cockatiel from "cockatiel";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHandClock, settle } from "./hand-clock.ts";

// cockatiel 4 as an oracle where both define the same, and its known faults as differences that are wanted.

const openMs = 1_000;
const inARow = 3;
const random = { bytes: () => new Uint8Array(), float: () => 0 };
const down = () => new IntegrationError("transient", "Down.", { remedy: "Wait." });

/** Both breakers open after three failures in a row, for a second, and close with one good probe. */
function setUp() {
  const clock = createHandClock();
  const ours = circuitBreaker({
    windowMs: 100,
    minCalls: inARow,
    failureRatio: 1,
    openMs,
    maxOpenMs: openMs,
    probeSuccesses: 1,
    probeTimeoutMs: 500,
    clock,
    random,
  });
  const theirs = cockatiel.circuitBreaker(cockatiel.handleAll, {
    halfOpenAfter: openMs,
    breaker: new cockatiel.ConsecutiveBreaker(inARow),
  });
  const pass = async (ms: number) => {
    await clock.advance(ms);
    vi.setSystemTime(Date.now() + ms);
  };
  return { clock, ours, theirs, pass };
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "answer",
    (error) => (isCallRefused(error) || error instanceof cockatiel.BrokenCircuitError ? "refused" : "failed"),
  );
const stateOf = ({ view }: CircuitBreaker) => view.kind;
const theirStates = {
  [cockatiel.CircuitState.Closed]: "closed",
  [cockatiel.CircuitState.Open]: "open",
  [cockatiel.CircuitState.HalfOpen]: "halfOpen",
  [cockatiel.CircuitState.Isolated]: "isolated",
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("alike", () => {
  test("breakers that open on failures in a row, called one after another", async () => {
    const steps = fc.array(fc.constantFrom("fail", "fail", "fail", "succeed", "half", "whole"), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (trace) => {
        const { ours, theirs, pass } = setUp();
        for (const step of trace) {
          const open = stateOf(ours) === "open";
          if (step === "half" || step === "whole") {
            // In between, time lets ours forget, and theirs not.
            if (open) await pass(step === "half" ? openMs / 2 : openMs);
            continue;
          }
          const call = () => (step === "fail" ? Promise.reject(down()) : Promise.resolve("answer"));
          expect(await outcomeOf(ours.execute(call))).toBe(await outcomeOf(theirs.execute(call)));
          expect(stateOf(ours)).toBe(theirStates[theirs.state]);
          // A success ends the row for theirs; ours forgets the row with its window.
          if (step === "succeed" && !open) await pass(100);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("exponential waits without jitter", () => {
    const shapes = fc.record({
      firstMs: fc.integer({ min: 1, max: 1_000 }),
      maxMs: fc.integer({ min: 1_000, max: 99_999 }),
    });
    fc.assert(
      fc.property(shapes, ({ firstMs, maxMs }) => {
        let ours = exponentialBackoff({ firstMs, maxMs, jitter: "none" }).next(random);
        let theirs = new cockatiel.ExponentialBackoff({
          generator: cockatiel.noJitterGenerator,
          initialDelay: firstMs,
          maxDelay: maxMs,
        }).next();
        for (let repeat = 0; repeat < 20; repeat++) {
          expect(ours.waitMs).toBe(theirs.duration);
          ours = ours.next(random);
          theirs = theirs.next(undefined);
        }
      }),
    );
  });

  test("bulkheads, whoever comes and goes", async () => {
    const traces = fc.record({
      running: fc.integer({ min: 1, max: 3 }),
      queued: fc.integer({ min: 0, max: 3 }),
      steps: fc.array(fc.oneof(fc.constant("come" as const), fc.nat(5)), { maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(traces, async ({ running, queued, steps }) => {
        const sides = [
          bulkhead({ maxConcurrent: running, maxQueued: queued }),
          cockatiel.bulkhead(running, queued),
        ].map((policy) => ({ policy, log: [] as string[], ends: new Map<string, () => void>() }));
        for (const [index, step] of steps.entries()) {
          for (const { policy, log, ends } of sides) {
            const name = String(index);
            const begin = () =>
              new Promise<void>((resolve) => {
                log.push(`${name} begins`);
                ends.set(name, resolve);
              });
            if (step === "come") policy.execute(begin).catch(() => log.push(`${name} refused`));
            else {
              const [gone] = [...ends.keys()].slice(step % Math.max(1, ends.size));
              ends.get(gone ?? "")?.();
              ends.delete(gone ?? "");
            }
          }
          await settle();
        }
        expect(sides[0]?.log).toEqual(sides[1]?.log);
      }),
      { numRuns: 500 },
    );
  });
});

describe("different, and meant to be", () => {
  /** Open in both, with a call of before the opening under way in each. */
  async function openWithOldCall() {
    const parts = setUp();
    const old = Promise.withResolvers<string>();
    const both = [parts.ours, parts.theirs] as const;
    const oldCalls = both.map((breaker) => outcomeOf(breaker.execute(() => old.promise)));
    for (let call = 0; call < inARow; call++)
      for (const breaker of both) await outcomeOf(breaker.execute(() => Promise.reject(down())));
    await parts.pass(openMs);
    return { ...parts, old, oldCalls };
  }

  test("a failure of a call from before the opening opens theirs again while a probe is under way", async () => {
    const { ours, theirs, old, oldCalls } = await openWithOldCall();
    const probe = Promise.withResolvers<string>();
    const probes = [ours, theirs].map((breaker) => outcomeOf(breaker.execute(() => probe.promise)));
    old.reject(down());
    await Promise.all(oldCalls);
    expect([stateOf(ours), theirStates[theirs.state]]).toEqual(["halfOpen", "open"]);
    probe.resolve("answer");
    await Promise.all(probes);
    expect([stateOf(ours), theirStates[theirs.state]]).toEqual(["closed", "open"]);
  });

  test("everybody waits behind a probe of theirs that hangs; ours refuses at once and gives the probe up", async () => {
    const { ours, theirs, pass } = await openWithOldCall();
    for (const breaker of [ours, theirs]) void outcomeOf(breaker.execute(() => new Promise(() => {})));
    const waiting: string[] = [];
    for (const [name, breaker] of Object.entries({ ours, theirs }))
      void outcomeOf(breaker.execute(async () => "answer")).then((outcome) => waiting.push(`${name}: ${outcome}`));
    await settle();
    expect(waiting).toEqual(["ours: refused"]);
    await pass(3_600_000);
    expect(waiting).toEqual(["ours: refused"]);
    expect(await outcomeOf(ours.execute(async () => "answer"))).toBe("answer");
  });

  test("a wall clock put back keeps theirs open", async () => {
    const { ours, theirs, clock, pass } = await openWithOldCall();
    clock.turn(-3_600_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(1_000);
    const [our, their] = [ours, theirs].map((breaker) => outcomeOf(breaker.execute(async () => "answer")));
    expect([await our, await their]).toEqual(["answer", "refused"]);
  });
});
