/** A text from the input on one line, and unable to steer the terminal: control and direction characters are spelt out. */
export function showText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
