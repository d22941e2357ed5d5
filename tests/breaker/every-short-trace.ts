import assert from "node:assert/strict";
import type { BreakerRules } from "@slotkit/core/resilience";
import { assertAlike } from "./breaker-commands.ts";
import { BreakerModel } from "./breaker-model.ts";
import { BreakerUnderTest } from "./breaker-under-test.ts";

/** Small enough that a few steps lead through every state. */
const rules: BreakerRules = {
  windowMs: 100,
  minCalls: 2,
  failureRatio: 0.5,
  failuresInRow: 2,
  minSources: 1,
  openMs: 40,
  maxOpenMs: 80,
  openJitter: 0,
  probes: 1,
  probeSuccesses: 2,
  probeTimeoutMs: 30,
};

type Step = (model: BreakerModel, real: BreakerUnderTest) => Promise<void>;

const underWay = (model: BreakerModel) => model.calls.flatMap(({ over }, index) => (over ? [] : [index]));

const begin: Step = async (model, real) => assert.equal(await real.call("a"), model.call("a"));
const end =
  (which: 0 | -1, how: "answer" | "transient"): Step =>
  async (model, real) => {
    const index = underWay(model).at(which);
    if (index === undefined) return;
    const ending = how === "answer" ? ({ how } as const) : ({ how, retryAfterMs: undefined } as const);
    model.end(index, ending);
    await real.end(index, ending);
  };
const pass =
  (ms: number): Step =>
  async (model, real) => {
    model.pass(ms);
    await real.clock.advance(ms);
  };

const steps: readonly Step[] = [
  begin,
  end(0, "answer"),
  end(0, "transient"),
  end(-1, "answer"),
  end(-1, "transient"),
  pass(29),
  pass(40),
];

/**
 * Every sequence of so many steps, small-scope and without chance: calls that begin, the oldest or newest of them ending
 * well or badly, time that is just too short for a probe or as long as an open breaker.
 *
 * @returns How many there were. Rejects at the first difference from the model.
 */
export async function everyShortTrace(depth: number): Promise<number> {
  const count = steps.length ** depth;
  for (let trace = 0; trace < count; trace++) {
    const model = new BreakerModel(rules, 0);
    const real = new BreakerUnderTest(rules, 0);
    for (let rest = trace, step = 0; step < depth; step++, rest = Math.floor(rest / steps.length)) {
      await steps[rest % steps.length]?.(model, real);
    }
    assertAlike(model, real, `the end of trace ${trace} of depth ${depth}`);
  }
  return count;
}
