import assert from "node:assert/strict";
import type { BreakerRules } from "@slotkit/core/resilience";
import { isDeadlineExceeded } from "@slotkit/core/resilience";
import fc from "fast-check";
import { BreakerModel, type Ending } from "./breaker-model.ts";
import { BreakerUnderTest } from "./breaker-under-test.ts";

type Command = fc.AsyncCommand<BreakerModel, BreakerUnderTest>;

/** A step of a trace: done to the model and to the breaker, after which both must look alike. */
function command(
  text: string,
  run: (model: BreakerModel, real: BreakerUnderTest) => Promise<void> | void,
  check: (model: Readonly<BreakerModel>) => boolean = () => true,
): Command {
  return {
    check,
    async run(model, real) {
      await run(model, real);
      assertAlike(model, real, text);
    },
    toString: () => text,
  };
}

/** @throws {AssertionError} naming what differs. */
export function assertAlike(model: BreakerModel, real: BreakerUnderTest, after: string): void {
  const { stale, refused } = real.breaker.counts;
  const { view } = model;
  const seen = real.view;
  for (const name of Object.keys(view) as (keyof typeof view)[]) {
    if (view[name] !== seen[name]) assert.fail(`after ${after}: ${name} is ${seen[name]}, not ${view[name]}`);
  }
  if (stale !== model.stale || refused !== model.refused) {
    assert.fail(`after ${after}: ${stale} stale, ${refused} refused, not ${model.stale}, ${model.refused}`);
  }
  for (const [index, { over }] of model.calls.entries()) {
    // Whoever's call is over knows it, and nobody else: a hung probe holds its caller no longer than its timeout.
    if ((real.calls[index]?.outcome !== null) !== over) assert.fail(`after ${after}: call ${index} over: ${!over}`);
  }
}

const underWay = (model: Readonly<BreakerModel>) => model.calls.flatMap(({ over }, index) => (over ? [] : [index]));
const pick = (model: Readonly<BreakerModel>, chosen: number) => {
  const open = underWay(model);
  return open[chosen % open.length] as number;
};
const somethingUnderWay = (model: Readonly<BreakerModel>) => model.calls.some(({ over }) => !over);

const retryAfterMs = fc.constantFrom(undefined, undefined, undefined, 0, 70, 900, 2 * 86_400_000);
const endings: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Ending>({ how: "answer" }) },
  {
    weight: 6,
    arbitrary: fc.record({ how: fc.constantFrom("transient" as const, "unknown_outcome" as const), retryAfterMs }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom("permanent", "stale", "throttled", "exhausted", "auth", "untranslated", "refusedInside")
      .map((how) => ({ how }) as Ending),
  },
);
/** Small, where windows and probes end; and large. Halves only, so that no sum is rounded. */
const passing = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(40, 100, 200, 400.5, 5_000, 86_400_000) },
);

async function makeCall(
  model: BreakerModel,
  real: BreakerUnderTest,
  source: string,
): Promise<"call" | "probe" | number> {
  const expected = model.call(source);
  const got = await real.call(source);
  if (got !== expected) assert.fail(`call by ${source}: ${got}, not ${expected}`);
  return got;
}

const source = fc.constantFrom("a", "b", "c");
const call = source.map((by) =>
  command(`call by ${by}`, async (model, real) => {
    await makeCall(model, real, by);
  }),
);
const wholeCall = fc.tuple(source, endings).map(([by, ending]) =>
  command(`whole call by ${by}: ${JSON.stringify(ending)}`, async (model, real) => {
    if (typeof (await makeCall(model, real, by)) === "number") return;
    const index = model.calls.length - 1;
    model.end(index, ending);
    await real.end(index, ending);
  }),
);
const end = fc.tuple(fc.nat(7), endings).map(([chosen, ending]) =>
  command(
    `end ${chosen}: ${JSON.stringify(ending)}`,
    (model, real) => {
      const index = pick(model, chosen);
      model.end(index, ending);
      return real.end(index, ending);
    },
    somethingUnderWay,
  ),
);
const leave = fc.tuple(fc.nat(7), fc.constantFrom("gone" as const, "deadline" as const)).map(([chosen, why]) =>
  command(
    `caller ${chosen} leaves: ${why}`,
    (model, real) => {
      const index = pick(model, chosen);
      model.leave(index, why);
      return real.leave(index, why);
    },
    somethingUnderWay,
  ),
);
const lateAnswer = fc.nat(7).map((chosen) =>
  command(
    `late answer ${chosen}`,
    (model, real) => {
      const over = model.calls.flatMap((one, index) => (one.over ? [index] : []));
      return real.end(over[chosen % over.length] as number, { how: "answer" });
    },
    (model) => model.calls.some(({ over }) => over),
  ),
);

async function letPass(model: BreakerModel, real: BreakerUnderTest, ms: number): Promise<void> {
  const before = underWay(model);
  model.pass(ms);
  await real.clock.advance(ms);
  for (const index of before.filter((one) => model.calls[one]?.over)) {
    const { outcome, signal } = real.calls[index] ?? {};
    assert.ok(outcome?.ok === false && isDeadlineExceeded(outcome.error) && signal?.aborted, "a hung probe was told");
  }
}
const pass = passing.map((ms) => command(`${ms} ms pass`, (model, real) => letPass(model, real, ms)));
const passOpenTime = fc.constantFrom(-1, 0, 0, 1).map((more) =>
  command(
    `the open time passes, ${more} ms`,
    (model, real) => letPass(model, real, Math.max(0, model.view.retryAfterMs + more)),
    (model) => model.view.kind === "open",
  ),
);
const turnClock = fc
  .constantFrom(-86_400_000, 86_400_000)
  .map((ms) => command(`the wall clock jumps by ${ms} ms`, (_, real) => real.clock.turn(ms)));
const restore = fc.constant(
  command("restored from its export", (model, real) => {
    model.restore();
    real.restore();
  }),
);

/** Everything that can happen to a breaker; what leads on is named more often. */
const commands = [
  ...[wholeCall, wholeCall, wholeCall, wholeCall, wholeCall, wholeCall],
  ...[call, call, call, call, end, end, end],
  ...[passOpenTime, passOpenTime, passOpenTime, passOpenTime, passOpenTime, pass, pass],
  ...[leave, lateAnswer, turnClock, restore],
];

const rules: fc.Arbitrary<BreakerRules> = fc.record({
  windowMs: fc.constantFrom(100, 400),
  minCalls: fc.integer({ min: 1, max: 4 }),
  failureRatio: fc.constantFrom(0.01, 0.5, 1),
  failuresInRow: fc.constantFrom(2, 3, 5, 10),
  minSources: fc.constantFrom(1, 1, 1, 2, 3),
  openMs: fc.constantFrom(40, 100),
  maxOpenMs: fc.constantFrom(100, 350),
  openJitter: fc.constantFrom(0, 0.5, 1),
  probes: fc.constantFrom(1, 1, 2),
  probeSuccesses: fc.integer({ min: 1, max: 3 }),
  probeTimeoutMs: fc.constantFrom(30, 200),
});

/** A trace against breaker and model: rejects at the first difference. */
export const tracesEqualTheModel = fc.asyncProperty(
  rules,
  fc.constantFrom(0, 0.25, 0.5, 0.75),
  fc.commands(commands, { maxCommands: 60, size: "max" }),
  (given, chance, trace) =>
    fc.asyncModelRun(
      () => ({ model: new BreakerModel(given, chance), real: new BreakerUnderTest(given, chance) }),
      trace,
    ),
);
