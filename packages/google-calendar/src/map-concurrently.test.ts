import { expect, it } from "vitest";
import { mapConcurrently } from "./map-concurrently.ts";

it("mapConcurrently keeps the order and never runs more than its width", async () => {
  let running = 0;
  let most = 0;
  const answers = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(answers).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});
