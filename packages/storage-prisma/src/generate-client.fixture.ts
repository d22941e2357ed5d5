import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaRawClient } from "./prisma-raw-client.ts";

const home = fileURLToPath(new URL("..", import.meta.url));

/** What a test asks of a generated client, beside the raw calls. */
export interface GeneratedClient extends PrismaRawClient {
  $disconnect(): Promise<void>;
  customer: { create(query: object): Promise<unknown> };
  slotkitBookings: { findMany(query: object): Promise<Record<string, unknown>[]> };
}

/** Makes generated clients for a database. */
export type ClientOf = (options: {
  connectionString: string;
  max?: number;
  connectionTimeoutMillis?: number;
}) => GeneratedClient;

/**
 * Generates a client as a host does: from a schema of its own and the fragment beside it, by `prisma generate`.
 *
 * @param name - Of the folder below `generated`, so that test files do not write over each other.
 */
export async function generateClient(name: string): Promise<ClientOf> {
  const folder = join(home, "generated", name);
  mkdirSync(join(folder, "schema"), { recursive: true });
  writeFileSync(join(folder, "schema", "host.prisma"), hostSchema);
  copyFileSync(join(home, "prisma", "slotkit.prisma"), join(folder, "schema", "slotkit.prisma"));
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  // Generating needs no migration engine, but without this the command would fetch one from the internet first.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  execFileSync(process.execPath, [cli, "generate", "--schema", join(folder, "schema")], {
    cwd: folder,
    env,
    stdio: "pipe",
  });
  const { PrismaClient } = await import(pathToFileURL(join(folder, "client", "client.ts")).href);
  return (config) => new PrismaClient({ adapter: new PrismaPg(config) });
}

const hostSchema = `generator client {
  provider = "prisma-client"
  output   = "../client"
}

datasource db {
  provider = "postgresql"
  schemas  = ["public", "slotkit"]
}

model Customer {
  id   Int    @id
  name String

  @@schema("public")
}
`;
