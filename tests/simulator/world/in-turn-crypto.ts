import { createHash, createHmac } from "node:crypto";

/**
 * The platform computes digests on a pool of threads, and no seed decides which of two is done first. While this is in
 * force they are computed in turn.
 *
 * @returns Puts the platform's own back.
 */
export function digestInTurn(): () => void {
  const { subtle } = crypto;
  const keys = new WeakMap<CryptoKey, Uint8Array>();
  const own: Partial<SubtleCrypto> = {
    digest: async (algorithm, data) => toArrayBuffer(createHash(hashOf(algorithm)).update(bytesOf(data)).digest()),
    importKey: async (_format: string, data: BufferSource | JsonWebKey) => {
      const key = {} as CryptoKey;
      keys.set(key, bytesOf(data as BufferSource));
      return key;
    },
    sign: async (_algorithm, key, data) => {
      const secret = keys.get(key);
      if (!secret) throw new Error("A key was imported before digests were computed in turn.");
      return toArrayBuffer(createHmac("sha256", secret).update(bytesOf(data)).digest());
    },
  };
  const before = Object.keys(own).map((name) => [name, Object.getOwnPropertyDescriptor(subtle, name)] as const);
  for (const [name, value] of Object.entries(own)) {
    Object.defineProperty(subtle, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(subtle, name, descriptor);
      else delete (subtle as unknown as Record<string, unknown>)[name];
    }
  };
}

function hashOf(algorithm: AlgorithmIdentifier): string {
  return (typeof algorithm === "string" ? algorithm : algorithm.name).replace("-", "").toLowerCase();
}

function bytesOf(data: BufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
