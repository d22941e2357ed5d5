import type { webcrypto } from "node:crypto";

const encoder = new TextEncoder();

/** What is signed of a webhook (https://www.standardwebhooks.com): id, seconds since 1970 and body, joined by full stops. */
export interface SignedContent {
  id: string;
  timestampSeconds: number;
  body: string;
}

/** The signature of one secret as it stands in `webhook-signature`: `v1,` and the HMAC-SHA-256 in base64. */
export async function signWebhook(content: SignedContent, secret: string): Promise<string> {
  const signature = await crypto.subtle.sign("HMAC", await keyOf(secret), bytesOf(content));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
}

/** Is this what the secret signs? Takes the same time for every wrong signature. */
export async function isSignedBy(content: SignedContent, signature: string, secret: string): Promise<boolean> {
  const [version, encoded = ""] = signature.split(",", 2);
  const bytes = version === "v1" ? fromBase64(encoded) : null;
  return bytes !== null && crypto.subtle.verify("HMAC", await keyOf(secret), bytes, bytesOf(content));
}

/** @throws {TypeError} when the secret is none. */
async function keyOf(secret: string): Promise<webcrypto.CryptoKey> {
  const bytes = fromBase64(secret.trim().replace(/^whsec_/, ""));
  if (bytes === null || bytes.length < 24) {
    throw new TypeError("The webhook secret must be whsec_ and at least 24 bytes in base64, as it was shown.");
  }
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function bytesOf({ id, timestampSeconds, body }: SignedContent): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${id}.${timestampSeconds}.${body}`);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
