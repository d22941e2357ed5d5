import type { Messages } from "./messages.ts";

type File = () => Promise<{ messages: Messages }>;

/** One file each, so that a bundler makes a chunk of each, and nobody fetches a language that nobody asked for. */
const files: Readonly<Record<string, File>> = {
  ar: () => import("./languages/ar.ts"),
  de: () => import("./languages/de.ts"),
  es: () => import("./languages/es.ts"),
  fr: () => import("./languages/fr.ts"),
  he: () => import("./languages/he.ts"),
  it: () => import("./languages/it.ts"),
  ja: () => import("./languages/ja.ts"),
  nl: () => import("./languages/nl.ts"),
  pl: () => import("./languages/pl.ts"),
  pt: () => import("./languages/pt.ts"),
  sv: () => import("./languages/sv.ts"),
  tr: () => import("./languages/tr.ts"),
  uk: () => import("./languages/uk.ts"),
  zh: () => import("./languages/zh.ts"),
};

/**
 * Fetches the words of a language.
 *
 * @param language - The first part of a BCP 47 tag: `de`.
 * @returns Null when there is no such file; English is built in and has none.
 */
export function loadMessages(language: string): Promise<Messages> | null {
  const file = Object.hasOwn(files, language) ? files[language] : undefined;
  return file ? file().then(({ messages }) => messages) : null;
}
