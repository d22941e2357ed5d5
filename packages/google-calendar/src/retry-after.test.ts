import { describe, expect, it } from "vitest";
import { parseHttpDate, parseRetryAfter } from "./retry-after.ts";

const nowMs = Date.parse("2026-11-20T08:00:00Z");

describe("parseRetryAfter", () => {
  it.each([
    ["0", 0],
    ["5", 5_000],
    [" 120 ", 120_000],
    ["Fri, 20 Nov 2026 08:00:30 GMT", 30_000],
    ["Fri, 20 Nov 2026 07:59:00 GMT", 0],
    ["99999999999", 86_400_000],
    ["Fri, 20 Nov 2099 08:00:00 GMT", 86_400_000],
  ])("%s means %d ms", (header, expected) => expect(parseRetryAfter(header, nowMs)).toBe(expected));

  it.each([undefined, "", "soon", "-5", "1.5", "5 s", "2026-11-20T08:00:30Z", "Fri, 99 Nov 2026 99:00:30 GMT", "NaN"])(
    "ignores %s",
    (header) => expect(parseRetryAfter(header, nowMs)).toBeUndefined(),
  );
});

it("parseHttpDate reads the Date header", () => {
  expect(parseHttpDate("Fri, 20 Nov 2026 08:00:00 GMT")).toBe(nowMs);
});
