import type { Messages } from "./messages.ts";

/** Where this script came from; read while it runs for the first time, because later nobody knows. */
const script = document.currentScript as HTMLScriptElement | null;

const languages = /^(ar|de|es|fr|he|it|ja|nl|pl|pt|sv|tr|uk|zh)$/;

/** `loadMessages` of the script-tag file: the languages are files in the folder `languages` beside it. */
export function loadMessages(language: string): Promise<Messages> | null {
  if (!script || !languages.test(language)) return null;
  // The name is in a variable, so that bundlers leave it alone.
  const file = new URL(`languages/${language}.js`, script.src).href;
  return import(file).then(({ messages }: { messages: Messages }) => messages);
}
