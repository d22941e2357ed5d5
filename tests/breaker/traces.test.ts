import fc from "fast-check";
import { expect, test } from "vitest";
import { tracesEqualTheModel } from "./breaker-commands.ts";
import { everyShortTrace } from "./every-short-trace.ts";

// A million of them: `npm run soak -- breaker`.
test("the breaker does in 20,000 random traces what its model does", async () => {
  await fc.assert(tracesEqualTheModel, { numRuns: 20_000 });
});

test("and in every trace of five steps", async () => {
  expect(await everyShortTrace(5)).toBe(7 ** 5);
});
