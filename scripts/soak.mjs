// Runs every soak of tests/soak, or those whose names contain a given word: `npm run soak -- breaker`. Options such as
// `--seed 7` are handed on to them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";
import { root } from "./workspace.mjs";

const firstOption = process.argv.findIndex((word, index) => index > 1 && word.startsWith("--"));
const words = process.argv.slice(2, firstOption === -1 ? undefined : firstOption);
const options = firstOption === -1 ? [] : process.argv.slice(firstOption);
const chosen = readdirSync(join(root, "tests", "soak"))
  .filter((name) => name.endsWith(".ts"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

if (chosen.length === 0) {
  console.error(`No soak is called "${words.join('" or "')}".`);
  process.exitCode = 1;
}
for (const name of chosen) {
  console.info(`\n━━ ${name.replace(".ts", "")}`);
  const { code } = await run(process.execPath, [
    "--conditions=@slotkit/source",
    join("tests", "soak", name),
    ...options,
  ]);
  if (code !== 0) process.exitCode = 1;
}
