import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Storage } from "@slotkit/core";
import { CliError } from "./cli-error.ts";

/** What commands need of a configuration. */
export interface LoadedConfig {
  /** Absolute path of the file. */
  file: string;
  storage: Storage;
  /** The whole of it, of which only the storage has been looked at. */
  config: object;
}

const names = ["slotkit.config.ts", "slotkit.config.mts", "slotkit.config.js", "slotkit.config.mjs"];

const example = `export default defineConfig({ storage: sqliteStorage({ file: "slotkit.db" }), … })`;

/**
 * Finds and evaluates the host's configuration: its default export, or what that gives when it is a function.
 *
 * @param given - The path from the command line; without it, the usual names are tried in `directory`.
 * @throws {CliError} when there is none, or when it is not one, with what to do.
 */
export async function loadConfig(directory: string, given?: string): Promise<LoadedConfig> {
  const file = findConfig(directory, given);
  const exported = await importDefault(file);
  const config = typeof exported === "function" ? await callConfig(file, exported as () => unknown) : exported;
  if (!hasStorage(config)) {
    throw new CliError(`The default export of ${file} holds no storage. Expected: ${example}`);
  }
  return { file, storage: config.storage, config };
}

function findConfig(directory: string, given: string | undefined): string {
  const candidates = (given === undefined ? names : [given]).map((name) => resolve(directory, name));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  const remedy = `Create slotkit.config.ts, or name the file with --config. It reads: ${example}`;
  throw new CliError(
    `No configuration found. Looked for:\n${candidates.map((path) => `  ${path}`).join("\n")}\n${remedy}`,
  );
}

async function importDefault(file: string): Promise<unknown> {
  const module: { default?: unknown } = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new CliError(`${file} could not be loaded: ${describe(error)}${loadRemedy(error)}`, { cause: error });
  });
  if (module.default === undefined) throw new CliError(`${file} has no default export. Expected: ${example}`);
  return module.default;
}

async function callConfig(file: string, create: () => unknown): Promise<unknown> {
  try {
    return await create();
  } catch (error) {
    throw new CliError(`The function that ${file} exports failed: ${describe(error)}`, { cause: error });
  }
}

function hasStorage(config: unknown): config is { storage: Storage } {
  if (typeof config !== "object" || config === null || !("storage" in config)) return false;
  const { storage } = config;
  return typeof storage === "object" && storage !== null && "migrate" in storage && "close" in storage;
}

/** The message of whatever was thrown. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Node reads TypeScript by itself from 22.18 on, and not inside node_modules. */
function loadRemedy(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_UNKNOWN_FILE_EXTENSION"
    ? "\nThis Node does not read TypeScript. Use Node 22.18 or newer, or write slotkit.config.js."
    : "";
}
