import type { Random } from "@slotkit/core";

const goldenRatio = 0x9e3779b9;

/**
 * Creates core's `Random` from a seed: the same seed gives the same sequence on every machine, so that a failing run can
 * be repeated. Never for secrets.
 *
 * The generator is a counter through a 32-bit integer hash, the scheme of SplitMix (Steele, Lea, Flood 2014).
 *
 * @param seed - Any integer; its lowest 32 bits count.
 */
export function createSeededRandom(seed: number): Random {
  let counter = seed >>> 0;
  const next = () => {
    counter = (counter + goldenRatio) >>> 0;
    return mix(counter);
  };
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24),
    float: () => next() / 2 ** 32,
  };
}

/** Spreads every bit of the input over the whole output (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
