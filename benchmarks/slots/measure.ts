/** Numbers from 0 to 1 that are the same in every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The same things in an order that only looks random. */
export function shuffled<T>(things: readonly T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ thing }) => thing);
}

/** Milliseconds that a call takes. */
function timed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

/** Median milliseconds of each call, taken in turns so that all meet the same machine, after the compiler has settled. */
export function medians(calls: readonly (() => unknown)[], budgetMs: number): number[] {
  const once = calls.reduce((sum, call) => sum + timed(call), 0);
  const rounds = Math.max(5, Math.min(5000, Math.ceil(budgetMs / once)));
  for (let round = 0; round < rounds / 2; round++) for (const call of calls) call();
  const times = calls.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    calls.forEach((call, index) => {
      times[index]?.push(timed(call));
    });
  }
  return times.map(median);
}

/**
 * Median milliseconds of processor time that a call takes, in samples of at least so many milliseconds.
 *
 * Where other programs run beside it, wall time makes long calls look longer than many short ones; this does not.
 */
export function processorTime(call: () => unknown, samples: number, sampleMs: number): number {
  const onceMs = median([timed(call), timed(call), timed(call)]);
  const calls = Math.max(1, Math.ceil(sampleMs / onceMs));
  const sample = () => {
    const before = process.threadCpuUsage();
    for (let i = 0; i < calls; i++) call();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / calls;
  };
  // The first lets the compiler settle.
  sample();
  return median(Array.from({ length: samples }, sample));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

/** The exponent by which `y` grows with `x`: 1 is linear, 2 quadratic (least squares over logarithms). */
export function growth(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
