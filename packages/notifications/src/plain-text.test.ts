import { describe, expect, it } from "vitest";
import { multiLine, singleLine } from "./plain-text.ts";

describe("singleLine", () => {
  it.each([
    ["a\r\nBcc: b", "a Bcc: b"],
    ["a\u2028b\u2029c\u0085d\u0000e\u007ff", "a b c d e f"],
    ["\u202egnp.exe", "gnp.exe"],
    ["  a \t b  ", "a b"],
    ["a\ud800b", "a\ufffdb"],
    ["Zoë 👩‍🚀", "Zoë 👩‍🚀"],
  ])("%j becomes %j", (text, expected) => expect(singleLine(text)).toBe(expected));

  it("shortens by whole characters", () => {
    expect(singleLine("👍".repeat(5), 3)).toBe("👍👍…");
    expect(singleLine("👍".repeat(3), 3)).toBe("👍👍👍");
  });
});

describe("multiLine", () => {
  it.each([
    ["a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"],
    ["a\u0000b\u001bc\td", "abc\td"],
    ["a\n\n\n\n\nb\n", "a\n\nb"],
  ])("%j becomes %j", (text, expected) => expect(multiLine(text)).toBe(expected));
});
