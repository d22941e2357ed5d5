import { createFormats, type Formats, type HourCycle } from "../time/formats.ts";
import { weekStartOf } from "../time/week-start.ts";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

/** How the elements of one booking speak: their words, their dates and their clock. */
export interface Language {
  messages: Messages;
  formats: Formats;
  direction: "ltr" | "rtl";
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
}

export interface LanguageOptions {
  /** BCP 47, from the element, its page or the browser. */
  lang: string;
  /** The words of `lang`; null where there are none: then the language is English. */
  words: Messages | null;
  /** Words of the host application, one by one. */
  overrides: Partial<Messages>;
  timeZone: string;
  hourCycle: HourCycle;
  /** `monday` to `sunday`; anything else leaves it to the locale. */
  weekStart: string;
}

/**
 * Puts a language together.
 *
 * Where its words are missing, dates stay English beside English words, rather than half a sentence of each; whoever
 * passes words of their own gets the dates of `lang`, too.
 */
export function languageOf({ lang, words, overrides, timeZone, hourCycle, weekStart }: LanguageOptions): Language {
  const locale = words || Object.keys(overrides).length > 0 ? lang : "en";
  return {
    messages: { ...(words ?? en), ...overrides },
    formats: createFormats({ locale, timeZone, hourCycle }),
    direction: directionOf(locale),
    weekStart: weekStartOf(weekStart, locale),
  };
}

/** A page says its language, seldom a region: then the visitor's own region of that language decides clock and week. */
export function inRegion(lang: string, own: readonly string[]): string {
  return own.find((candidate) => candidate.startsWith(`${lang}-`)) ?? lang;
}

/** The tag as the runtime writes it; English where it is none. */
export function localeOf(lang: string): string {
  try {
    return new Intl.Locale(lang).baseName;
  } catch {
    return "en";
  }
}

/** Which way a language is written. `Intl.Locale` knows too, but not in every browser that is in use. */
function directionOf(locale: string): "ltr" | "rtl" {
  return /^(ar|fa|he|ur|yi|ps|ckb|sd|ug|dv)\b/.test(locale) ? "rtl" : "ltr";
}
