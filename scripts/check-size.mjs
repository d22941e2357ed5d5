// Holds the script-tag file of the widget, Lit included, to its budget.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./workspace.mjs";

const budgetBytes = 22 * 1024;
const file = "packages/widget/dist/booking-widget.min.js";
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(2)} kB`;

if (existsSync(join(root, file))) {
  const sizeBytes = gzipSync(readFileSync(join(root, file)), { level: 9 }).length;
  const fits = sizeBytes <= budgetBytes;
  console.info(`${fits ? "✓" : "✗"} ${file}: ${kilobytes(sizeBytes)} gzip of ${kilobytes(budgetBytes)}`);
  if (!fits) process.exitCode = 1;
} else {
  console.error(`✗ ${file} does not exist; run \`npm run build\` first`);
  process.exitCode = 1;
}
