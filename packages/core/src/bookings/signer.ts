/** Derives texts from SlotKit's secret that nobody without it can tell or guess. Nothing of them is ever stored. */
export interface Signer {
  /** 256 bits as base64url, always the same for the same parts. */
  sign(parts: readonly (string | number)[]): Promise<string>;
  /**
   * Many texts of 128 bits each at the cost of one, always the same for the same parts. Who knows some of them can tell none
   * of the others.
   */
  series(parts: readonly (string | number)[]): Promise<readonly string[]>;
  /** Is the candidate what was derived from these parts? Takes the same time for every wrong one of any length. */
  verify(candidate: string, parts: readonly (string | number)[]): Promise<boolean>;
}

/** How many texts a series has. */
export const seriesLength = 64;
const textBytes = 16;

/** @param secret - At least 32 random bytes. */
export function createSigner(secret: Uint8Array): Signer {
  const encoder = new TextEncoder();
  const hmac = { name: "HMAC", hash: "SHA-256" } as const;
  const key = crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
  const digest = async (text: string) =>
    new Uint8Array(await crypto.subtle.sign("HMAC", await key, encoder.encode(text)));
  // JSON keeps the parts apart whatever they contain, so two lists of parts can never share a message.
  const sign = async (parts: readonly (string | number)[]) => toBase64Url(await digest(JSON.stringify(parts)));

  const inSeries = crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);

  return {
    sign,
    // HKDF (RFC 5869) is made for this: each of its blocks is a signature of the parts and of the block's number.
    async series(parts) {
      const info = await digest(JSON.stringify(["series", ...parts]));
      const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info } as const;
      const bytes = new Uint8Array(await crypto.subtle.deriveBits(how, await inSeries, seriesLength * textBytes * 8));
      return Array.from({ length: seriesLength }, (_, at) =>
        toBase64Url(bytes.subarray(at * textBytes, (at + 1) * textBytes)),
      );
    },
    async verify(candidate, parts) {
      // Comparing digests makes both sides equally long and tells nothing of how much of the candidate was right.
      const [expected, given] = await Promise.all([sign(parts).then(digest), digest(candidate)]);
      return expected.reduce((difference, byte, index) => difference | (byte ^ (given[index] ?? 0)), 0) === 0;
    },
  };
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** RFC 4648 section 5, without padding. */
function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const group = (a << 16) | (b << 8) | c;
    const letters = Math.min(bytes.length - index, 3) + 1;
    for (let position = 0; position < letters; position++) text += alphabet[(group >> (18 - 6 * position)) & 63];
  }
  return text;
}
