import { describe, expect, it } from "vitest";
import { type Backoff, constantBackoff, exponentialBackoff } from "./exponential-backoff.ts";

const always = (value: number) => ({ bytes: () => new Uint8Array(), float: () => value });

function waits(backoff: Backoff, count: number, chance: number): number[] {
  const drawn: number[] = [];
  let pace = backoff;
  for (let repeat = 0; repeat < count; repeat++) {
    const step = pace.next(always(chance));
    drawn.push(step.waitMs);
    pace = step;
  }
  return drawn;
}

describe("exponentialBackoff", () => {
  it.each([
    ["full", 0, [0, 0, 0, 0, 0]],
    ["full", 0.5, [50, 100, 200, 250, 250]],
    ["equal", 0, [50, 100, 200, 250, 250]],
    ["equal", 0.5, [75, 150, 300, 375, 375]],
    ["none", 0.9, [100, 200, 400, 500, 500]],
  ] as const)("draws its waits with %s jitter at chance %s", (jitter, chance, expected) => {
    expect(waits(exponentialBackoff({ firstMs: 100, maxMs: 500, jitter }), 5, chance)).toEqual(expected);
  });

  it("is a value: asked again it begins again", () => {
    const backoff = exponentialBackoff({ firstMs: 100, maxMs: 10_000, factor: 3, jitter: "none" });
    expect(waits(backoff, 3, 0)).toEqual([100, 300, 900]);
    expect(waits(backoff, 3, 0)).toEqual([100, 300, 900]);
    expect(waits(backoff, 5_000, 0).at(-1)).toBe(10_000);
  });

  it("can stay the same", () => {
    expect(waits(constantBackoff(7), 3, 0.3)).toEqual([7, 7, 7]);
  });

  it.each([
    [{ firstMs: -1, maxMs: 10 }, "Option exponentialBackoff.firstMs received -1: must be a number of at least 0."],
    [{ firstMs: 20, maxMs: 10 }, "Option exponentialBackoff.maxMs received 10: must be a number of at least 20."],
    [{ firstMs: Number.NaN, maxMs: 10 }, "Option exponentialBackoff.firstMs received NaN"],
    [
      { firstMs: 1, maxMs: 10, factor: 0.5 },
      "Option exponentialBackoff.factor received 0.5: must be a number from 1 to 10.",
    ],
  ])("refuses %j", (options, message) => {
    expect(() => exponentialBackoff(options)).toThrow(message);
  });
});
