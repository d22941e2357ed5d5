import { describe, expect, it, test } from "vitest";
import { en } from "./en.ts";
import { inRegion, localeOf } from "./language.ts";
import { loadMessages } from "./load-messages.ts";
import type { Messages } from "./messages.ts";
import { plural } from "./plural.ts";

const languages = ["ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "sv", "tr", "uk", "zh"];

async function wordsOf(language: string): Promise<Messages> {
  const words = await loadMessages(language);
  if (!words) throw new Error(`There are no words of ${language}.`);
  return words;
}

/** Every text without what is handed in; a name or a number is left as a mark. */
function textsOf(words: Messages): string[] {
  return Object.values({ ...words, ...words.failures }).flatMap((value: unknown) => {
    if (typeof value === "function") return [String(value("{}", 2))];
    return typeof value === "string" ? [value] : [];
  });
}

test("a page without a region gets the visitor's, where the language is theirs", () => {
  expect(inRegion("en", ["en-GB", "en-US", "de-DE"])).toBe("en-GB");
  expect(inRegion("en", ["de-DE", "en-AU"])).toBe("en-AU");
  expect(inRegion("en", ["de-DE", "en"])).toBe("en");
  expect(inRegion("en-US", ["en-GB"])).toBe("en-US");
  expect(inRegion("fr", ["en-GB"])).toBe("fr");
});

describe.each(languages)("%s", (language) => {
  it("says everything, and nothing in English", async () => {
    const words = await wordsOf(language);
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    expect(textsOf(words).filter((text) => text.trim() === "")).toEqual([]);
    // Shorter ones may be the same: "min", or a name.
    const sentences = textsOf(en).filter((text) => text.split(" ").length > 2);
    expect(textsOf(words).filter((text) => sentences.includes(text))).toEqual([]);
  });

  it("counts in the forms that its nouns take", async () => {
    const words = await wordsOf(language);
    const said = [1, 2, 5].map((count) => words.timesOnDay("", count).replace(/[0-9\u0660-\u0669]+/g, ""));
    // Japanese, Turkish and Chinese nouns do not change after a number; Arabic, Hebrew and Slavic ones do so twice.
    const formCount = { ja: 1, tr: 1, zh: 1, ar: 3, he: 3, pl: 3, uk: 3 }[language] ?? 2;
    expect(new Set(said).size).toBe(formCount);
    expect(words.rateLimited(null)).not.toBe(words.rateLimited("{}"));
  });
});

it("has no words of what it does not know", () => {
  expect(loadMessages("fi")).toBeNull();
  expect(loadMessages("constructor")).toBeNull();
});

it("takes a tag as the runtime writes it, and English for what is none", () => {
  expect(["de-ch", "PT-br", "zh", "not a tag", ""].map(localeOf)).toEqual(["de-CH", "pt-BR", "zh", "en", "en"]);
});

it("writes numbers in the digits of the language, in the form they take", () => {
  const forms = { one: "# termin", few: "# terminy", many: "# terminów", other: "# terminu" };
  expect([1, 3, 5, 22].map((n) => plural("pl")(forms, n))).toEqual([
    "1 termin",
    "3 terminy",
    "5 terminów",
    "22 terminy",
  ]);
  expect(plural("ar-EG")({ other: "#" }, 12)).toBe("١٢");
});
