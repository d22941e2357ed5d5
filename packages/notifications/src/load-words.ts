import { en } from "./languages/en.ts";
import type { MailWords } from "./mail-words.ts";

/** Languages that are fetched when a reader has them; English is there. */
const loaders: Readonly<Record<string, () => Promise<MailWords>>> = {
  de: async () => (await import("./languages/de.ts")).de,
};

/** The languages of the mails, by their BCP 47 tags. */
export const mailLanguages: readonly string[] = ["en", ...Object.keys(loaders)];

/** A reader's words, and how dates and times are written for them. */
export interface ReaderLanguage {
  words: MailWords;
  /** BCP 47; with the reader's own region, where the tag names one. */
  locale: string;
}

/**
 * The words for the first of these tags whose language there is, such as `de-AT`; English otherwise. The region decides how
 * dates and times are written: `en-US` has twelve hours twice.
 */
export async function loadWords(tags: readonly (string | null | undefined)[]): Promise<ReaderLanguage> {
  for (const tag of tags) {
    const locale = localeOf(tag);
    if (locale === null) continue;
    const load = locale.language === "en" ? async () => en : loaders[locale.language];
    if (!load) continue;
    const words = await load();
    return { words, locale: locale.region === undefined ? words.locale : locale.baseName };
  }
  return { words: en, locale: en.locale };
}

/** Tags come from browsers, and from whoever speaks to the API: what is none counts for nothing. */
function localeOf(tag: string | null | undefined): Intl.Locale | null {
  try {
    return tag ? new Intl.Locale(tag) : null;
  } catch {
    return null;
  }
}
