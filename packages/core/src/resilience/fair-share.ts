/**
 * How much of a limit one of several may take when there is not enough for all: everybody who wants little gets it, the others
 * get equal parts of the rest (max-min fairness).
 *
 * @returns At least 1; `Infinity` when there is enough for everybody.
 */
export function fairShare(limit: number, own: number, others: readonly number[]): number {
  const wants = [own, ...others].sort((a, b) => a - b);
  let left = limit;
  for (const [index, want] of wants.entries()) {
    const equal = Math.floor(left / (wants.length - index));
    if (want > equal) return Math.max(1, equal);
    left -= want;
  }
  return Number.POSITIVE_INFINITY;
}
