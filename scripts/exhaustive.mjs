// `npm run test:exhaustive`: the suites of the slot engine under five zones of the process, then the engine against two
// oracles at every clock change of every zone, 2020-2037.
// `npm run test:exhaustive -- --seed 7` asks other questions at the same changes.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { runTool } from "./run.mjs";
import { runExhaustive } from "./run-exhaustive.mjs";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    every: { type: "string", default: "1" },
    shares: { type: "string", default: String(availableParallelism()) },
  },
});
const seed = Number(values.seed);
const startedAtMs = Date.now();
let toldAtMs = startedAtMs;
console.info(`Seed ${seed}, time zones ${process.versions.tz}, Node ${process.versions.node}.`);

const suites = ["slots", "rules", "time"].map((folder) => `packages/core/src/${folder}`);
const underZones = { passed: 0, failed: 0 };
for (const zone of ["UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Pacific/Apia"]) {
  const { code, output } = await runTool("vitest", ["run", "--project", "node", ...suites], {
    capture: true,
    env: { TZ: zone },
  });
  if (code !== 0) console.error(output);
  underZones[code === 0 ? "passed" : "failed"]++;
  console.info(`${code === 0 ? "✓" : "✗"} the engine's suites with TZ=${zone}`);
}

const oracles = await runExhaustive({
  shares: Number(values.shares),
  every: Number(values.every),
  seed,
  onProgress({ done, of, passed, failed, failures }) {
    for (const failure of failures.slice(0, 3)) console.error(`✗ ${failure}`);
    if (Date.now() - toldAtMs < 10_000 && done < of) return;
    toldAtMs = Date.now();
    const seconds = Math.round((toldAtMs - startedAtMs) / 1000);
    console.info(`${done} of ${of} clock changes, ${passed} passed, ${failed} failed, ${seconds} s`);
  },
});
for (const failure of oracles.failures.filter((line) => line.startsWith("share "))) console.error(`✗ ${failure}`);
const passed = underZones.passed + oracles.passed;
const failed = underZones.failed + oracles.failed;
console.info(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
