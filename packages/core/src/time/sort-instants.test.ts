import fc from "fast-check";
import { expect, test } from "vitest";
import { sortInstants } from "./sort-instants.ts";

const sorted = (values: readonly number[]) => Float64Array.from([...values].sort((a, b) => a - b));

test("sorts few numbers and many, spread or crowded, with doubles among them", () => {
  const year = fc.integer({ min: 1_767_225_600_000, max: 1_798_761_600_000 });
  const crowd = fc.integer({ min: 1_767_225_600_000, max: 1_767_225_600_400 });
  const outlier = fc.constantFrom(-62_167_219_200_000, 253_402_300_799_999);
  const lists = fc.oneof(
    fc.array(year, { maxLength: 2000, size: "max" }),
    fc.array(crowd, { minLength: 300, maxLength: 600, size: "max" }),
    fc.array(fc.oneof(year, crowd, outlier), { minLength: 300, maxLength: 2000, size: "max" }),
  );
  fc.assert(
    fc.property(lists, (values) => {
      expect(sortInstants(Float64Array.from(values))).toEqual(sorted(values));
    }),
    { seed: 26, numRuns: 200 },
  );
});

test("sorts in place, parts of a buffer too", () => {
  const values = Float64Array.from({ length: 1000 }, (_, index) => (index * 7919) % 1009);
  const part = values.subarray(100, 900);
  const expected = sorted([...part]);
  expect(sortInstants(part)).toBe(part);
  expect(values.subarray(100, 900)).toEqual(expected);
  expect(values[0]).toBe(0);
});
