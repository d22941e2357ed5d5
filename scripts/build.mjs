// Builds every package, each after those whose declarations it is compiled against: its compiler references. What a
// package.json lists is no order, because packages test each other.
import { copyFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { run } from "./run.mjs";
import { listPackages, readJson, root } from "./workspace.mjs";

/** @typedef {import("./workspace.mjs").Package} Package */

const packages = new Map(listPackages().map((one) => [one.folder, one]));

/** @type {Map<string, Promise<boolean>>} */
const builds = new Map();

/** @type {(() => void)[]} */
const waiting = [];
let free = availableParallelism();

/**
 * Waits until a processor is free, works, and hands the processor on.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
async function whenFree(work) {
  if (free === 0) await new Promise((resolve) => waiting.push(() => resolve(undefined)));
  else free -= 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/**
 * @param {Package} one
 * @returns {Promise<boolean>} Whether the package and all it needs are built.
 */
function build(one) {
  const known = builds.get(one.folder);
  if (known) return known;
  const started = buildAfterItsReferences(one);
  builds.set(one.folder, started);
  return started;
}

/** @param {Package} one */
async function buildAfterItsReferences(one) {
  /** @type {{ path: string }[]} */
  const references = readJson(join(one.dir, "tsconfig.json")).references;
  const needed = references.flatMap(({ path }) => packages.get(basename(path)) ?? []);
  const ready = await Promise.all(needed.map(build));
  if (!ready.includes(false)) return whenFree(() => buildAlone(one));
  console.error(`✗ ${one.manifest.name}: not built, because a package it refers to was not`);
  return false;
}

/** @param {Package} one */
async function buildAlone({ dir, manifest }) {
  const startedAtMs = Date.now();
  // What an earlier build made of files that are gone would be packed too.
  rmSync(join(dir, "dist"), { recursive: true, force: true });
  // npm packs a package's own licence file only.
  copyFileSync(join(root, "LICENSE"), join(dir, "LICENSE"));
  const { code, output } = await run("npm run --silent build", [], { cwd: dir, capture: true, shell: true });
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  if (code === 0) console.info(`✓ ${manifest.name} (${seconds} s)`);
  else console.error(`✗ ${manifest.name} (${seconds} s)\n${output}`);
  return code === 0;
}

const results = await Promise.all([...packages.values()].map(build));
if (results.includes(false)) process.exitCode = 1;
