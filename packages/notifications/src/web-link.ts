/** The address as a link that may stand in a mail, or null for anything but http and https. */
export function webLink(text: string): string | null {
  // Lone schemes and spaces are caught by the parser; what it returns is free of quotes, brackets and controls.
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}
