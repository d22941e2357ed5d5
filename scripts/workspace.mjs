import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * One package of the repository.
 * @typedef {object} Package
 * @property {string} folder - Its folder's name below `packages/`.
 * @property {string} dir - That folder's path.
 * @property {Manifest} manifest - Its package.json.
 */

/**
 * What the scripts read of a package.json.
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, string | Record<string, string>>} exports
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [scripts]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/**
 * Reads a JSON file.
 *
 * @param {string} file
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * All packages, in the alphabetical order of their folders.
 *
 * @returns {Package[]}
 */
export function listPackages() {
  const packages = join(root, "packages");
  return readdirSync(packages)
    .sort()
    .map((folder) => {
      const dir = join(packages, folder);
      return { folder, dir, manifest: readJson(join(dir, "package.json")) };
    });
}

/**
 * The names of every kind of dependency that a package declares.
 *
 * @param {Manifest} manifest
 */
export function declaredDependencies(manifest) {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies });
}
