import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capOctets, cleanLine, cleanText } from "./clean-text.ts";
import { escapeHtml } from "./escape-html.ts";

describe("cleanLine", () => {
  it("strips control characters and turns breaks into spaces", () => {
    expect(cleanLine("  Ada\r\nExample\u0000\u001b[31m\u0085\u2028x ", 100)).toBe("Ada Example[31m x");
  });

  it("never keeps a control character, a lone surrogate or more octets than it may", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 3, max: 60 }), (text, maxOctets) => {
        const line = cleanLine(text, maxOctets);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(maxOctets);
      }),
    );
  });
});

describe("cleanText", () => {
  it("keeps line breaks and makes them alike", () => {
    expect(cleanText("one\r\ntwo\rthree\u0000\n\nfour\n")).toBe("one\ntwo\nthree\n\nfour");
  });
});

describe("capOctets", () => {
  it("cuts between characters, shows that it did, and leaves alone what fits", () => {
    expect(capOctets("äöü", 6)).toBe("äöü");
    expect(capOctets("äöüß", 7)).toBe("äö…");
    expect(capOctets("👋👋👋", 8)).toBe("👋…");
  });

  it("counts what the encoding makes of a character and never cuts inside it", () => {
    expect(capOctets("<<<", 10, escapeHtml)).toBe("&lt;…");
    expect(capOctets("<<<", 12, escapeHtml)).toBe("&lt;&lt;&lt;");
  });
});
