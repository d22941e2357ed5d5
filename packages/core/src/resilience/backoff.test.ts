import { expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

const highest = { bytes: () => new Uint8Array(), float: () => 1 - Number.EPSILON };
const lowest = { bytes: () => new Uint8Array(), float: () => 0 };
const options = { firstMs: 500, maxMs: 60_000 };

it("doubles its ceiling with every failure, up to the greatest", () => {
  const ceilings = [1, 2, 3, 4, 8, 100, 10_000].map((failures) => backoffMs(failures, options, highest));
  expect(ceilings).toEqual([500, 1_000, 2_000, 4_000, 60_000, 60_000, 60_000]);
});

it("spreads over everything below the ceiling", () => {
  expect(backoffMs(5, options, lowest)).toBe(0);
});
