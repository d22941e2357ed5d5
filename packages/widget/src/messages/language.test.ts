import { expect, test } from "vitest";
import { inRegion } from "./language.ts";

test("a page without a region gets the visitor's, where the language is theirs", () => {
  expect(inRegion("en", ["en-GB", "en-US", "de-DE"])).toBe("en-GB");
  expect(inRegion("en", ["de-DE", "en-AU"])).toBe("en-AU");
  expect(inRegion("en", ["de-DE", "en"])).toBe("en");
  expect(inRegion("en-US", ["en-GB"])).toBe("en-US");
  expect(inRegion("fr", ["en-GB"])).toBe("fr");
});
