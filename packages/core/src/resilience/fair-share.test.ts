import fc from "fast-check";
import { expect, it } from "vitest";
import { fairShare } from "./fair-share.ts";

it("gives everybody what they want while there is enough", () => {
  expect(fairShare(10, 4, [6])).toBe(Number.POSITIVE_INFINITY);
  expect(fairShare(10, 40, [])).toBe(10);
});

it("divides what those who want little leave", () => {
  expect(fairShare(10, 8, [8])).toBe(5);
  expect(fairShare(10, 9, [2, 9])).toBe(4);
  expect(fairShare(1, 1, [1, 1])).toBe(1);
});

it("never gives all together more than the limit, nor leaves any while somebody wants it", () => {
  const wants = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 1_000 }), wants, (limit, all) => {
      const parts = all.map((own, index) => Math.min(own, fairShare(limit, own, all.toSpliced(index, 1))));
      const sum = parts.reduce((total, part) => total + part, 0);
      const wanted = all.reduce((total, part) => total + part, 0);
      expect(sum).toBeLessThanOrEqual(limit);
      // Equal parts are whole numbers, so less than one per process is left over.
      expect(sum).toBeGreaterThan(Math.min(limit, wanted) - all.length);
    }),
  );
});
