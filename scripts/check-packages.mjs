// Packs every package as it would be published and lets publint and are-the-types-wrong look at the tarballs.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { run, runTool } from "./run.mjs";
import { listPackages } from "./workspace.mjs";

/**
 * The name that `npm pack` gives a tarball.
 *
 * @param {import("./workspace.mjs").Manifest} manifest
 */
function tarballName({ name, version }) {
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

/**
 * @param {string} tarball
 * @param {import("./workspace.mjs").Manifest} manifest
 * @returns {Promise<string[]>} What publint finds wrong, in words; suggestions count too.
 */
async function askPublint(tarball, manifest) {
  const bytes = readFileSync(tarball);
  const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages } = await publint({ strict: true, pack: { tarball: packed } });
  return messages.map((message) => `publint, ${message.type}: ${formatMessage(message, manifest)}`);
}

/**
 * The subpaths that are files to serve or to read, and not modules to import: declared as a path without types.
 *
 * @param {import("./workspace.mjs").Manifest} manifest
 */
function plainFiles(manifest) {
  return Object.keys(manifest.exports).filter((subpath) => typeof manifest.exports[subpath] === "string");
}

/**
 * @param {string} tarball
 * @param {import("./workspace.mjs").Manifest} manifest
 * @returns {Promise<string[]>} What are-the-types-wrong finds wrong for importers of ES modules.
 */
async function askAttw(tarball, manifest) {
  const options = ["--profile", "esm-only", "--no-definitely-typed", "--format", "table-flipped", "--no-color"];
  const excluded = ["--exclude-entrypoints", ...plainFiles(manifest)];
  const args = [tarball, ...options, ...excluded];
  const { code, output } = await runTool("@arethetypeswrong/cli", args, { capture: true });
  return code === 0 ? [] : [`attw:\n${output}`];
}

const folder = mkdtempSync(join(tmpdir(), "slotkit-packed-"));
try {
  const { code, output } = await run(`npm pack --workspaces --pack-destination "${folder}"`, [], {
    capture: true,
    shell: true,
  });
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  for (const { manifest } of listPackages()) {
    const tarball = join(folder, tarballName(manifest));
    const findings = [...(await askPublint(tarball, manifest)), ...(await askAttw(tarball, manifest))];
    for (const finding of findings) console.error(`✗ ${manifest.name}: ${finding}`);
    if (findings.length > 0) process.exitCode = 1;
    else console.info(`✓ ${manifest.name}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
