// `npm test`: every check that a change has to pass, one after the other; a failing one does not hide the next.
// `npm test -- packages/core`: the tests of that folder alone, handed to vitest as they stand.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run, runTool } from "./run.mjs";
import { readJson, root } from "./workspace.mjs";

/**
 * How many checks a step counts for, and what came of them.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

const reportFile = join(root, "node_modules", ".cache", "slotkit", "vitest.json");

/**
 * A step that either passes or fails as a whole.
 *
 * @param {Promise<import("./run.mjs").Outcome>} outcome
 * @returns {Promise<Counts>}
 */
async function gate(outcome) {
  const { code } = await outcome;
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} name */
const script = (name) => run(process.execPath, [join("scripts", name)]);

/**
 * Runs the tests and counts them one by one.
 *
 * @param {readonly string[]} filters
 * @returns {Promise<Counts>}
 */
async function tests(filters) {
  mkdirSync(join(reportFile, ".."), { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const { code } = await runTool("vitest", ["run", ...reporters, ...filters]);
  const counts = readCounts();
  // An error outside of any test (an unhandled rejection, a file that does not load) fails the run too.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** @returns {Counts} */
function readCounts() {
  try {
    const report = readJson(reportFile);
    const notLoaded = report.testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === "failed" && file.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + notLoaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    console.error(`The tests left no report to count: ${error}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const steps = [
  {
    title: "lint and format",
    run: () => gate(runTool("@biomejs/biome", ["check", "--diagnostic-level=warn", "--error-on-warnings", "."])),
  },
  { title: "types", run: () => gate(runTool("typescript", ["-b"], { bin: "tsc" })) },
  { title: "build", run: () => gate(script("build.mjs")) },
  { title: "tests", run: () => tests([]) },
  { title: "packed packages", run: () => gate(script("check-packages.mjs")) },
  { title: "unused code and dependencies", run: () => gate(runTool("knip", [], { bin: "knip" })) },
  { title: "size of the widget", run: () => gate(script("check-size.mjs")) },
];

const filters = process.argv.slice(2);
const chosen = filters.length > 0 ? [{ title: "tests", run: () => tests(filters) }] : steps;
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];

for (const [index, { title, run: runStep }] of chosen.entries()) {
  console.info(`\n━━ ${index + 1}/${chosen.length} ${title}\n`);
  const startedAtMs = Date.now();
  const { passed, failed, skipped } = await runStep();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
  lines.push(`${failed === 0 ? "✓" : "✗"} ${title} (${passed} passed, ${failed} failed, ${seconds} s)`);
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.info(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
