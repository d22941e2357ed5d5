import { findSlots } from "@slotkit/core/slots";
import { expect, test } from "vitest";
import { dimensions } from "../../benchmarks/slots/dimensions.ts";
import { growth, processorTime } from "../../benchmarks/slots/measure.ts";

// `npm run bench -- slots` measures this closely (at most 1.1). Here only what is plainly worse than linear fails, and that
// every time: a busy machine spoils a measurement, but seldom three.
const options = { retry: 2 };
test.each(dimensions)(
  "eight times as many $name take about eight times as long at most",
  options,
  ({ sizes, query }) => {
    const [small = 1, , , large = 8] = sizes;
    const timeOf = (size: number) => {
      const asked = query(size);
      return processorTime(() => findSlots(asked), 3, 15);
    };
    expect(growth([small, large].map((size) => [size, timeOf(size)]))).toBeLessThan(1.5);
  },
);
