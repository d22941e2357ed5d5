/** Randomness, injected so that a run can be replayed from a seed. */
export interface Random {
  /** Unpredictable bytes, fit for identifiers. */
  bytes(length: number): Uint8Array;
  /** A number in `[0, 1)`, for jitter. */
  float(): number;
}

/** The platform's cryptographic generator. */
export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  float: () => {
    const [high = 0] = new Uint32Array(crypto.getRandomValues(new Uint8Array(4)).buffer);
    return high / 2 ** 32;
  },
};
