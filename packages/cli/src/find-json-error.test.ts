import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonError } from "./find-json-error.ts";

test.each([
  ["", 1, 1, "the end", "a value"],
  ['{"a": }', 1, 7, '"}"', "a value"],
  ['{\n  "a": 1,\n}', 3, 1, '"}"', "a name in double quotes"],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"\\""', '"," or "}"'],
  ["{a: 1}", 1, 2, '"a"', 'a name in double quotes or "}"'],
  ['{"a" 1}', 1, 6, '"1"', '":"'],
  ["[1,\r\n nope]", 2, 2, '"nope"', "a value"],
  ["[,1]", 1, 2, '","', 'a value or "]"'],
  ["[1, 2", 1, 6, "the end", '"," or "]"'],
  ["[1}", 1, 3, '"}"', '"," or "]"'],
  ["{} x", 1, 4, '"x"', "nothing more"],
  ["[01]", 1, 3, '"1"', '"," or "]"'],
  ['"é\nx"', 1, 3, '"\\n"', "no control character inside a text"],
  ['"a\\x"', 1, 3, '"\\\\"', "an escape that JSON knows, such as \\n or \\u00e9"],
  ['"abc', 1, 5, "the end", "a closing double quote"],
])("in %j", (text, line, column, found, expected) => {
  expect(findJsonError(text)).toEqual({ line, column, found, expected });
});

test("agrees with JSON.parse on what is JSON", () => {
  const piece = fc.constantFrom(
    ...'{}[],:" \n\t\\',
    "1",
    "-",
    "0",
    ".",
    "e",
    "true",
    "null",
    '"a"',
    "\\u00e9",
    "\u007f",
    "\u2028",
  );
  const spoilt = fc
    .tuple(fc.json(), fc.nat(), piece)
    .map(
      ([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice((at % (text.length + 1)) + 1),
    );
  const texts = fc.oneof(
    fc.json(),
    spoilt,
    fc.array(piece).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(findJsonError(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

test("is not stopped by depth or length", () => {
  expect(findJsonError("[".repeat(200_000) + "]".repeat(200_000))).toBeUndefined();
  expect(findJsonError(`"${"é\\n".repeat(1_000_000)}"`)).toBeUndefined();
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
