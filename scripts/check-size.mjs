// Holds the script-tag file of the widget, Lit included, to its budget, and prints the hash for a page's `integrity`.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./workspace.mjs";

const budgetBytes = 22 * 1024;
const file = "packages/widget/dist/booking-widget.min.js";
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(2)} kB`;

if (existsSync(join(root, file))) {
  const bytes = readFileSync(join(root, file));
  const sizeBytes = gzipSync(bytes, { level: 9 }).length;
  const fits = sizeBytes <= budgetBytes;
  console.info(`${fits ? "✓" : "✗"} ${file}: ${kilobytes(sizeBytes)} gzip of ${kilobytes(budgetBytes)}`);
  console.info(`  integrity="sha384-${createHash("sha384").update(bytes).digest("base64")}"`);
  if (!fits) process.exitCode = 1;
} else {
  console.error(`✗ ${file} does not exist; run \`npm run build\` first`);
  process.exitCode = 1;
}
