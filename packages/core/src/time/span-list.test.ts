import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appendSpan,
  coveredByAtLeast,
  holdsInstant,
  intersectSpans,
  type SpanList,
  subtractSpans,
} from "./span-list.ts";

const size = 30;
const instants = Array.from({ length: size }, (_, index) => index);

/** Lists are read off a row of yes and no, one per instant. */
const listArbitrary = fc.array(fc.boolean(), { minLength: size, maxLength: size }).map(listOf);

function listOf(row: readonly boolean[]): SpanList {
  const list: number[] = [];
  row.forEach((isHeld, instant) => {
    if (isHeld) appendSpan(list, instant, instant + 1);
  });
  return list;
}

/** Checks an operation on lists against the same question asked instant by instant. */
function agrees(
  lists: fc.Arbitrary<SpanList[]>,
  result: (all: SpanList[]) => SpanList,
  law: (held: boolean[]) => boolean,
) {
  fc.assert(
    fc.property(lists, (all) => {
      const expected = instants.map((instant) => law(all.map((list) => holdsInstant(list, instant))));
      expect(result(all)).toEqual(listOf(expected));
    }),
    { seed: 4 },
  );
}

const pair = fc.tuple(listArbitrary, listArbitrary).map((lists): SpanList[] => lists);
const several = fc.array(listArbitrary, { minLength: 1, maxLength: 6 });
const count = (held: boolean[]) => held.filter(Boolean).length;

test("intersects", () => {
  agrees(
    pair,
    ([a = [], b = []]) => intersectSpans(a, b),
    ([a, b]) => a === true && b === true,
  );
});

test("subtracts", () => {
  agrees(
    pair,
    ([a = [], b = []]) => subtractSpans(a, b),
    ([a, b]) => a === true && b === false,
  );
});

test.each([1, 2, 3])("covers %d times", (depth) => {
  agrees(
    several,
    (lists) => Array.from(coveredByAtLeast(depth, lists)),
    (held) => count(held) >= depth,
  );
});

test("an appended span joins what it touches and counts for nothing when empty", () => {
  const list: number[] = [];
  for (const [start, end] of [
    [1, 2],
    [2, 3],
    [3, 3],
    [5, 9],
    [6, 7],
  ] as const)
    appendSpan(list, start, end);
  expect(list).toEqual([1, 3, 5, 9]);
});
