import { fork } from "node:child_process";
import { once } from "node:events";
import { root } from "./workspace.mjs";

/**
 * How far the shares have come.
 * @typedef {object} Progress
 * @property {number} done - Clock changes checked.
 * @property {number} of - Clock changes to check.
 * @property {number} passed - Comparisons.
 * @property {number} failed
 * @property {readonly string[]} failures - Those that are new, each with what is needed to repeat it.
 */

/**
 * Compares the slot engine with both oracles at the clock changes of every time zone, in several processes.
 *
 * @param {object} options
 * @param {number} options.shares - Processes.
 * @param {number} options.every - Look at every how many-th clock change; 1 for all.
 * @param {number} options.seed - Asks other questions, and chooses other changes when not all are looked at.
 * @param {(progress: Progress) => void} [options.onProgress]
 * @returns {Promise<Progress>} The last progress, with all failures. A process that ends badly counts as one.
 */
export async function runExhaustive({ shares, every, seed, onProgress }) {
  // Temporal is there without being asked for from Node 26 on.
  const flags = "Temporal" in globalThis ? [] : ["--harmony-temporal"];
  /** @type {Map<number, Progress>} */
  const latest = new Map();
  /** @type {string[]} */
  const failures = [];
  /** @param {readonly string[]} fresh @returns {Progress} */
  const total = (fresh) => {
    const sum = { done: 0, of: 0, passed: 0, failed: 0, failures: fresh };
    for (const { done, of, passed, failed } of latest.values()) {
      sum.done += done;
      sum.of += of;
      sum.passed += passed;
      sum.failed += failed;
    }
    return sum;
  };
  const ends = Array.from({ length: shares }, async (_, share) => {
    const child = fork(
      new URL("../tests/exhaustive/run.ts", import.meta.url),
      [share, shares, every, seed].map(String),
      {
        cwd: root,
        execArgv: [...flags, "--conditions=@slotkit/source"],
      },
    );
    child.on("message", (message) => {
      const progress = /** @type {Progress} */ (message);
      latest.set(share, progress);
      failures.push(...progress.failures);
      onProgress?.(total(progress.failures));
    });
    const [code] = await once(child, "close");
    if (code !== 0) failures.push(`share ${share} of ${shares} ended with code ${code}`);
    return code;
  });
  const broken = (await Promise.all(ends)).filter((code) => code !== 0).length;
  const last = total(failures);
  return { ...last, failed: last.failed + broken };
}
