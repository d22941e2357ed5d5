import { fileBeside } from "../script-url.ts";
import type { Messages } from "./messages.ts";

const languages = /^(ar|de|es|fr|he|it|ja|nl|pl|pt|sv|tr|uk|zh)$/;

/** `loadMessages` of the script-tag file: the languages are files in the folder `languages` beside it. */
export function loadMessages(language: string): Promise<Messages> | null {
  if (!languages.test(language)) return null;
  return import(fileBeside(`languages/${language}.js`)).then(({ messages }: { messages: Messages }) => messages);
}
