import fc from "fast-check";
import { test } from "vitest";
import { tracesEqualTheModel } from "./breaker-commands.ts";

// A million of them: `npm run soak -- breaker`.
test("the breaker does in 20,000 random traces what its model does", async () => {
  await fc.assert(tracesEqualTheModel, { numRuns: 20_000 });
});
