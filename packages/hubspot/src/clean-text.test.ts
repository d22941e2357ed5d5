import { describe, expect, it } from "vitest";
import { cleanLine, cleanText, splitName } from "./clean-text.ts";

describe("splitName", () => {
  it.each([
    ["Ada Example", ["Ada", "Example"]],
    ["Ada", ["Ada", ""]],
    ["  Ludwig   van Example ", ["Ludwig", "van Example"]],
    ["山田太郎", ["山田太郎", ""]],
    ["", ["", ""]],
  ])("splits %j", (name, expected) => expect(splitName(name)).toEqual(expected));
});

describe("cleanLine", () => {
  it.each([
    ["x\r\ny\u0000", "x y"],
    ["\u2028", ""],
    ["\ud800", "\ufffd"],
  ])("makes one line of %j", (text, expected) => expect(cleanLine(text)).toBe(expected));

  it("keeps within what a property holds", () => expect(cleanLine("👍".repeat(2_000))).toBe("👍".repeat(1_000)));
});

describe("cleanText", () => {
  it("keeps lines and drops other controls", () => {
    expect(cleanText(" a\tb\r\nc\rd\u0007\u2028e\ud800 ")).toBe("a b\nc\nd\ne\ufffd");
  });

  it("keeps within what a property holds", () => expect(cleanText("é".repeat(40_000))).toHaveLength(30_000));
});
