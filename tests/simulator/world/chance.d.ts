import type { Random } from "@slotkit/core";
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
export declare function createChance(seed: number): Chance;
