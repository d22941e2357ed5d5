/** Derives and checks the secrets that let an attendee manage a booking. Nothing of them is ever stored. */
export interface ManageSecrets {
  /** The secret of one generation of a booking: 256 bits as base64url. */
  derive(clientId: string, uid: string, generation: number): Promise<string>;
  /** Takes the same time for every wrong secret of any length. */
  verify(candidate: string, clientId: string, uid: string, generation: number): Promise<boolean>;
}

/** @param secret - At least 32 random bytes; changing it ends every manage link that was sent. */
export function createManageSecrets(secret: Uint8Array): ManageSecrets {
  const encoder = new TextEncoder();
  const hmac = { name: "HMAC", hash: "SHA-256" } as const;
  const key = crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
  const sign = async (text: string) =>
    new Uint8Array(await crypto.subtle.sign("HMAC", await key, encoder.encode(text)));
  // JSON keeps the parts apart whatever they contain, so two bookings can never share a message.
  const derive = async (clientId: string, uid: string, generation: number) =>
    toBase64Url(await sign(JSON.stringify(["manage", clientId, uid, generation])));

  return {
    derive,
    async verify(candidate, clientId, uid, generation) {
      // Comparing digests makes both sides equally long and tells nothing of how much of the candidate was right.
      const [expected, given] = await Promise.all([derive(clientId, uid, generation).then(sign), sign(candidate)]);
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
