import { createFormats, type Formats, type HourCycle } from "../time/formats.ts";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

/** How an element speaks: its words, its dates and its clock. */
export interface Language {
  messages: Messages;
  formats: Formats;
}

export interface LanguageOptions {
  /** BCP 47, from the element, its page or the browser. */
  lang: string;
  /** Words of the host application, one by one. */
  overrides: Partial<Messages>;
  timeZone: string;
  hourCycle: HourCycle;
}

/**
 * The language of an element.
 *
 * Words exist in English. A page in another language keeps English dates beside them, rather than half a sentence of
 * each; whoever passes words of their own gets the dates of `lang`, too.
 */
export function languageOf({ lang, overrides, timeZone, hourCycle }: LanguageOptions): Language {
  const isOurs = /^en\b/i.test(lang) || Object.keys(overrides).length > 0;
  const locale = isOurs && isLocale(lang) ? lang : "en";
  return { messages: { ...en, ...overrides }, formats: createFormats({ locale, timeZone, hourCycle }) };
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
