/** Controls, line and paragraph separators, and the marks that turn the direction of what follows. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.source;
const breaks = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;

/**
 * Text of a stranger as one line, fit for a header. What could end the line or hide what stands in it becomes a space.
 *
 * @param maxLength - In code points; what is longer ends in an ellipsis.
 */
export function singleLine(text: string, maxLength = 200): string {
  const line = wellFormed(text)
    .replace(new RegExp(`${unprintable}+`, "gu"), " ")
    .replace(/\s+/g, " ")
    .trim();
  return shorten(line, maxLength);
}

/** Text of a stranger with its line breaks, all of them `\n`, and without other controls. */
export function multiLine(text: string, maxLength = 5_000): string {
  const lines = wellFormed(text)
    .replace(breaks, "\n")
    .replace(new RegExp(`(?![\\n\\t])${unprintable}`, "gu"), "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return shorten(lines, maxLength);
}

/** A lone surrogate is no character, and mail programs disagree on what to make of it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const points = Array.from(text);
  return points.length <= maxLength ? text : `${points.slice(0, maxLength - 1).join("")}…`;
}
