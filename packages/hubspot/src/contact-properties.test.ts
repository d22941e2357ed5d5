import { describe, expect, it } from "vitest";
import { contactProperties, withoutBlanks } from "./contact-properties.ts";

const attendee = { name: "Ada Lovelace", email: "ada@example.com", timeZone: null, phone: null, company: null };

describe("contactProperties", () => {
  it.each([
    ["Ada Lovelace", { firstname: "Ada", lastname: "Lovelace" }],
    ["Ada", { firstname: "Ada" }],
    ["  Ludwig   van Beethoven ", { firstname: "Ludwig", lastname: "van Beethoven" }],
    ["山田太郎", { firstname: "山田太郎" }],
    ["", {}],
  ])("splits %j", (name, expected) => expect(contactProperties({ ...attendee, name })).toEqual(expected));

  it("sends the address of nobody and blanks of nothing", () => {
    expect(contactProperties({ ...attendee, phone: "", company: "  " })).toEqual({
      firstname: "Ada",
      lastname: "Lovelace",
    });
  });
});

describe("withoutBlanks", () => {
  it("cleans texts and leaves out what is empty", () => {
    expect(withoutBlanks({ a: "x\r\ny\u0000", b: "\u2028", c: null, d: undefined, e: "\ud800" })).toEqual({
      a: "x y",
      e: "\ufffd",
    });
  });

  it("keeps within what a property holds", () => {
    expect(withoutBlanks({ a: "👍".repeat(2_000) }).a).toBe("👍".repeat(1_000));
  });
});
