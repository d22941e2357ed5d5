import { expect, test } from "vitest";
import { z } from "zod";
import { isBookingError } from "../errors.ts";
import { parseRequest } from "./parse-request.ts";

function refusalOf(input: unknown) {
  try {
    parseRequest(z.strictObject({ start: z.string() }), input);
  } catch (error) {
    if (isBookingError(error)) return error;
    throw error;
  }
  throw new Error("was not refused");
}

test("names every refused field", () => {
  const { message, errors } = refusalOf({ start: 1, a: 1 });
  expect(errors.map(({ field }) => field)).toEqual(["start", "a"]);
  expect(message).toMatch(/\(and 1 more\)$/);
});

test("names the first twenty of very many, and counts the rest", () => {
  const names = Array.from({ length: 4000 }, (_, index) => `x${index}`);
  const { message, errors } = refusalOf({ start: "s", ...Object.fromEntries(names.map((name) => [name, ""])) });
  expect(errors.map(({ field }) => field)).toEqual(names.slice(0, 20));
  expect(message).toMatch(/\(and 3999 more\)$/);
});
