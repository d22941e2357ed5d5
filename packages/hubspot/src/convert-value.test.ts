import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertFact, type Fact, fits, propertyTypes } from "./convert-value.ts";

/** Ten in the evening in New York, the next day in Berlin and by UTC. */
const instant = { kind: "instant", epochMs: Date.parse("2026-11-25T03:00:00Z"), timeZone: "America/New_York" } as const;

describe("convertFact", () => {
  it.each([
    [{ kind: "text", text: "two\nlines" }, "string", "two\nlines"],
    [{ kind: "text", text: "EU" }, "enumeration", "EU"],
    [{ kind: "choice", value: "lead" }, "enumeration", "lead"],
    [{ kind: "choices", values: ["a", "b"] }, "enumeration", "a;b"],
    [{ kind: "choices", values: ["a", "b"] }, "string", "a, b"],
    [{ kind: "number", number: 12.5 }, "number", "12.5"],
    [{ kind: "number", number: Number.NaN }, "number", undefined],
    [{ kind: "day", date: "2026-11-25" }, "date", "2026-11-25"],
    [{ kind: "day", date: "2026-02-30" }, "date", undefined],
    [{ kind: "day", date: "soon" }, "date", undefined],
    [{ kind: "yesNo", yes: false }, "bool", "false"],
    [{ kind: "yesNo", yes: true }, "enumeration", "true"],
    [instant, "datetime", "2026-11-25T03:00:00Z"],
    [instant, "date", "2026-11-24"],
    [instant, "string", "2026-11-25T03:00:00Z"],
    [instant, "number", undefined],
    [{ kind: "text", text: "x" }, "date", undefined],
    [{ kind: "text", text: "x" }, "object_coordinates", undefined],
  ] as const)("%j into %s: %s", (fact, type, expected) => expect(convertFact(fact, type)).toBe(expected));

  it("never makes anything of a fact that does not fit, and always text of one that does", () => {
    const facts = fc.oneof(
      fc.record({ kind: fc.constant("text" as const), text: fc.string() }),
      fc.record({ kind: fc.constant("choices" as const), values: fc.array(fc.string()) }),
      fc.record({ kind: fc.constant("number" as const), number: fc.integer() }),
      fc.record({ kind: fc.constant("yesNo" as const), yes: fc.boolean() }),
    );
    fc.assert(
      fc.property(facts, fc.constantFrom(...propertyTypes), (fact: Fact, type) => {
        expect(typeof convertFact(fact, type)).toBe(fits(fact.kind, type) ? "string" : "undefined");
      }),
    );
  });
});
