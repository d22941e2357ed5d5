// The web-standard globals that core uses, and the whole of them: browsers, Node and every edge runtime have these.
// Core is compiled with the ECMAScript library alone, so anything else from a platform is a compile error.

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
declare const AbortSignal: {
  any(signals: readonly AbortSignal[]): AbortSignal;
};

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { new (): AbortController };

interface CryptoKey {
  readonly type: string;
}
declare const crypto: {
  getRandomValues<T extends Uint8Array>(array: T): T;
  readonly subtle: {
    digest(algorithm: "SHA-256", data: Uint8Array): Promise<ArrayBuffer>;
    importKey(
      format: "raw",
      key: Uint8Array,
      algorithm: { name: "HMAC"; hash: "SHA-256" },
      extractable: false,
      usages: readonly ("sign" | "verify")[],
    ): Promise<CryptoKey>;
    importKey(
      format: "raw",
      key: Uint8Array,
      algorithm: "HKDF",
      extractable: false,
      usages: readonly "deriveBits"[],
    ): Promise<CryptoKey>;
    deriveBits(
      algorithm: { name: "HKDF"; hash: "SHA-256"; salt: Uint8Array; info: Uint8Array },
      key: CryptoKey,
      bits: number,
    ): Promise<ArrayBuffer>;
    sign(algorithm: "HMAC", key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
  };
};

declare const performance: { now(): number };
declare function setTimeout(callback: () => void, delayMs?: number): unknown;
declare function clearTimeout(handle: unknown): void;

interface TextEncoder {
  encode(text: string): Uint8Array;
}
declare const TextEncoder: { new (): TextEncoder };

interface URL {
  readonly hostname: string;
}
declare const URL: { new (url: string): URL };
