import type { Random } from "@slotkit/core";
import { createSeededRandom } from "@slotkit/testing/clock";

/** Seeded chance. Each part of the world draws from its own, so that one more draw here changes nothing there. */
export interface Chance {
  readonly random: Random;
  /** Uniform in `[from, to)`. */
  between(from: number, to: number): number;
  /** Whole and uniform in `[0, below)`. */
  below(below: number): number;
  /** True with this probability. */
  of(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** Exponential waiting time with this mean: what happens at random is as likely now as later. */
  wait(meanMs: number): number;
  /** Another source, told by its name and not by what was drawn before. */
  fork(name: string): Chance;
}

export function createChance(seed: number): Chance {
  const random = createSeededRandom(seed);
  const below = (limit: number) => Math.floor(random.float() * limit);
  return {
    random,
    between: (from, to) => from + random.float() * (to - from),
    below,
    of: (probability) => random.float() < probability,
    pick(choices) {
      const index = below(choices.length);
      if (choices.length === 0) throw new RangeError("There is nothing to pick from.");
      return choices[index] as (typeof choices)[number];
    },
    weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
      const entries = Object.entries<number>(weights) as [Key, number][];
      let left = random.float() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return (entries.at(-1) as [Key, number])[0];
    },
    wait: (meanMs) => -Math.log(1 - random.float()) * meanMs,
    fork: (name) => createChance(hash(`${seed}/${name}`)),
  };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
