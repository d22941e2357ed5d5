import { describe, expect, it } from "vitest";
import { isMailAddress, parseMailAddress } from "./mail-address.ts";

describe("isMailAddress", () => {
  it.each([
    "ada@example.com",
    "a.b+c@sub.example.co",
    "o'hara@example.com",
    "ada@localhost",
    "x@xn--mnchen-3ya.example",
  ])("takes %s", (text) => expect(isMailAddress(text)).toBe(true));

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "a@b@example.com",
    "ada@example..com",
    ".ada@example.com",
    "ada.@example.com",
    "ada@-example.com",
    '"a b"@example.com',
    '"a@evil.example x"@example.com',
    "a(b)@example.com",
    "ada@[127.0.0.1]",
    "ada@example.com\r\nBcc: all@example.org",
    "ada@example.com\n",
    " ada@example.com",
    "ada@example.com,eve@example.org",
    "adä@example.com",
    "ada＠example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b.".repeat(130)}com`,
  ])("refuses %j", (text) => expect(isMailAddress(text)).toBe(false));

  it("decides on huge input at once", () => {
    expect(isMailAddress(`a@${"a.".repeat(50_000)}`)).toBe(false);
    expect(isMailAddress("a".repeat(100_000))).toBe(false);
  });
});

describe("parseMailAddress", () => {
  it.each([
    ["ada@example.com", { name: "", email: "ada@example.com" }],
    ["Ada Lovelace <ada@example.com>", { name: "Ada Lovelace", email: "ada@example.com" }],
    ['"Lovelace, Ada" <ada@example.com>', { name: "Lovelace, Ada", email: "ada@example.com" }],
  ])("reads %s", (text, expected) => expect(parseMailAddress(text)).toEqual(expected));

  it.each(["Ada", "Ada <ada>", "<a@example.com> <b@example.com>", "a@example.com, b@example.com", ""])(
    "refuses %j",
    (text) => expect(parseMailAddress(text)).toBeNull(),
  );
});
