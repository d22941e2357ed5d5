/**
 * The platform computes digests on a pool of threads, and no seed decides which of two is done first. While this is in
 * force they are computed in turn.
 *
 * @returns Puts the platform's own back.
 */
export declare function digestInTurn(): () => void;
