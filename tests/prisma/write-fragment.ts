// Writes what `@slotkit/storage-prisma` gives to hosts: `npm run generate:prisma`, after every change of a migration.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startPostgres } from "../../scripts/postgres.mjs";
import { root } from "../../scripts/workspace.mjs";
import { renderFragment } from "./render-fragment.ts";

const folder = join(root, "packages", "storage-prisma", "prisma");
const server = await startPostgres();
const files = await renderFragment(server.url);
await server.stop();
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
