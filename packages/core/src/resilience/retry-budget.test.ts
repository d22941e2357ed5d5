import { createFakeClock } from "@slotkit/testing/clock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRetryBudget } from "./retry-budget.ts";

describe("createRetryBudget", () => {
  it("grants one repeat for ten first attempts of the last minute, and one a minute in any case", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const budget = createRetryBudget({ clock });
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);
    for (let call = 0; call < 30; call++) budget.earn();
    expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
    await clock.advance(60_000);
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);
  });

  it("never lets repeats be more than their share, whenever they are asked for", async () => {
    const steps = fc.array(fc.oneof(fc.constant("first"), fc.constant("repeat"), fc.integer({ min: 1, max: 20_000 })), {
      minLength: 50,
      maxLength: 400,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (trace) => {
        let nowMs = 0;
        const clock = { now: () => 0, monotonicMs: () => nowMs, sleep: async () => {} };
        const budget = createRetryBudget({ reserve: 0, ratio: 0.1, clock });
        const seen = { first: 0, repeats: 0 };
        for (const step of trace) {
          if (typeof step === "number") nowMs += step;
          else if (step === "first") {
            budget.earn();
            seen.first++;
          } else if (budget.spend()) seen.repeats++;
          expect(seen.repeats).toBeLessThanOrEqual(seen.first * 0.1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("refuses what is no share", () => {
    expect(() => createRetryBudget({ ratio: 1.5 })).toThrow(
      "retryBudget.ratio received 1.5: must be a number from 0 to 1.",
    );
  });
});
