import { createFormats, type Formats, type HourCycle } from "../time/formats.ts";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

/** How an element speaks: its words, its dates and its clock. */
export interface Language {
  messages: Messages;
  formats: Formats;
  direction: "ltr" | "rtl";
}

export interface LanguageOptions {
  /** BCP 47, from the element, its page or the browser. */
  lang: string;
  /** The words of `lang`; English when left out. */
  words?: Messages | undefined;
  /** Words of the host application, one by one. */
  overrides: Partial<Messages>;
  timeZone: string;
  hourCycle: HourCycle;
}

/**
 * The language of an element.
 *
 * Where the words of `lang` are missing, dates stay English beside English words, rather than half a sentence of each;
 * whoever passes words of their own gets the dates of `lang`, too.
 */
export function languageOf({ lang, words, overrides, timeZone, hourCycle }: LanguageOptions): Language {
  const isOurs = /^en\b/i.test(lang) || words !== undefined || Object.keys(overrides).length > 0;
  const locale = isOurs && isLocale(lang) ? lang : "en";
  return {
    messages: { ...(words ?? en), ...overrides },
    formats: createFormats({ locale, timeZone, hourCycle }),
    direction: /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr",
  };
}

/** The language alone, as its file is called: `de` of `de-CH`. */
export function tongueOf(lang: string): string {
  return lang.toLowerCase().split("-")[0] ?? "";
}

/** A page says its language, seldom a region: then the visitor's own region of that language decides clock and week. */
export function inRegion(lang: string, own: readonly string[]): string {
  return own.find((candidate) => candidate.startsWith(`${lang}-`)) ?? lang;
}

function isLocale(lang: string): boolean {
  try {
    return Boolean(new Intl.Locale(lang));
  } catch {
    return false;
  }
}
