import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "./environment.ts";

const dataFolder = fileURLToPath(new URL("./data/", import.meta.url));

/** The SQLite file; the default one lies beside this program, in a folder made when needed. */
export function databaseFile({ databaseFile: file }: Environment): string {
  if (file !== null) return file;
  mkdirSync(dataFolder, { recursive: true });
  return join(dataFolder, "slotkit.db");
}

/** The given secret; outside production else one that is made once and kept, so that links survive a restart. */
export function secretOf({ secret }: Environment): string {
  if (secret !== null) return secret;
  const file = join(dataFolder, "secret");
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}
