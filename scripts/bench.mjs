// Runs every benchmark, or those whose names contain a given word: `npm run bench -- slots`.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";
import { root } from "./workspace.mjs";

const words = process.argv.slice(2);
const folder = join(root, "benchmarks");
const all = existsSync(folder) ? readdirSync(folder).sort() : [];
const chosen = all
  .filter((name) => name.endsWith(".ts"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));

if (chosen.length === 0) {
  console.error(`No benchmark ${words.length > 0 ? `is called "${words.join('" or "')}"` : "was found"}.`);
  process.exitCode = 1;
}
for (const name of chosen) {
  console.info(`\n━━ ${name.replace(".ts", "")}`);
  const { code } = await run(process.execPath, [
    "--expose-gc",
    "--conditions=@slotkit/source",
    join("benchmarks", name),
  ]);
  if (code !== 0) process.exitCode = 1;
}
