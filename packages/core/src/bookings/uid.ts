import type { Random } from "../ports/random.ts";

const alphabet = "0123456789abcdefghijklmnopqrstuv";

/** A new identifier of 128 random bits behind a prefix that names its kind: `bk_` a booking, `rs_` a reservation, `se_` a series, `ss_` a session, `we_` a webhook endpoint. */
export function createUid(prefix: "bk" | "rs" | "se" | "ss" | "we", random: Random): string {
  return `${prefix}_${toBase32Hex(random.bytes(16))}`;
}

/** Lower-case base32hex (RFC 4648 section 7) without padding. */
export function toBase32Hex(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(pending << (5 - bits)) & 31] : text;
}
