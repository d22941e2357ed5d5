import { expect, test } from "vitest";
import { runExhaustive } from "../../scripts/run-exhaustive.mjs";

// `npm run test:exhaustive` looks at every change; this sample takes a few seconds.
test("the slot engine agrees with both oracles at a sample of all clock changes", async () => {
  const { done, of, passed, failed, failures } = await runExhaustive({ shares: 2, every: 250, seed: 20 });
  expect(failures).toEqual([]);
  expect({ done, failed }).toEqual({ done: of, failed: 0 });
  expect(done).toBeGreaterThan(25);
  expect(passed).toBeGreaterThan(100 * done);
});
