import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subtractSpans } from "./subtract-spans.ts";

const span = fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => ({ start, end: start + length }));
const covers = (spans: readonly { start: number; end: number }[], minute: number) =>
  spans.some(({ start, end }) => start <= minute && minute < end);

describe("subtractSpans", () => {
  it("leaves the two sides of a hole, and half-open neighbours alone", () => {
    expect(subtractSpans([{ start: 0, end: 10 }], [{ start: 4, end: 6 }])).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 10 },
    ]);
    expect(subtractSpans([{ start: 0, end: 10 }], [{ start: 10, end: 20 }])).toEqual([{ start: 0, end: 10 }]);
  });

  it("agrees with counting minute by minute", () => {
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (spans, removed) => {
        const left = subtractSpans(spans, removed);
        for (let minute = 0; minute < 40; minute += 1) {
          expect(covers(left, minute)).toBe(covers(spans, minute) && !covers(removed, minute));
        }
        expect(left.every(({ start, end }) => start < end)).toBe(true);
      }),
    );
  });
});
