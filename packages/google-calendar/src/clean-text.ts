/** Strips control characters and halves of surrogate pairs; white space of any kind becomes one space. */
export function cleanLine(text: string, maxOctets: number): string {
  return capOctets(strip(text.replace(/\s+/gu, " ")).trim(), maxOctets);
}

/** Like {@link cleanLine} with line breaks kept, all of them as `\n`. */
export function cleanText(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(strip)
    .join("\n")
    .trim();
}

/** The longest beginning of `text`, in whole characters, that fits into `maxOctets` of UTF-8; a cut shows as `…`. */
export function capOctets(text: string, maxOctets: number, encode: (character: string) => string = String): string {
  const ellipsis = "…";
  const room = maxOctets - Buffer.byteLength(ellipsis);
  let whole = "";
  let short = "";
  let octets = 0;
  for (const character of text) {
    const encoded = encode(character);
    octets += Buffer.byteLength(encoded);
    if (octets > maxOctets) return short + ellipsis;
    whole += encoded;
    if (octets <= room) short = whole;
  }
  return whole;
}

function strip(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, "");
}
