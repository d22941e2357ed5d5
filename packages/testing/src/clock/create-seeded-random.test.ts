import { describe, expect, it } from "vitest";
import { createSeededRandom } from "./create-seeded-random.ts";

describe("createSeededRandom", () => {
  it("repeats itself from the same seed and differs from another", () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return [random.float(), ...random.bytes(8), random.float()];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("draws floats evenly from [0, 1)", () => {
    const random = createSeededRandom(1);
    const draws = Array.from({ length: 10_000 }, () => random.float());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    const perTenth = Array.from(
      { length: 10 },
      (_, tenth) => draws.filter((draw) => Math.floor(draw * 10) === tenth).length,
    );
    for (const count of perTenth) expect(count).toBeGreaterThan(900);
  });

  it("draws as many bytes as asked, of every value", () => {
    const bytes = createSeededRandom(1).bytes(10_000);
    expect(bytes).toHaveLength(10_000);
    expect(new Set(bytes).size).toBe(256);
  });
});
