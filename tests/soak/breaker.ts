// `npm run soak -- breaker`: the circuit breaker against its model, in random traces and in every short one.
// `--traces 10000` makes fewer random ones, `--seed 7` others, `--depth 6` shorter ones.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { tracesEqualTheModel } from "../breaker/breaker-commands.ts";
import { everyShortTrace } from "../breaker/every-short-trace.ts";

const { values } = parseArgs({
  options: {
    traces: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    depth: { type: "string", default: "8" },
  },
});
const traces = Number(values.traces);
const seed = Number(values.seed);
const share = 20_000;
const startedMs = performance.now();
const seconds = () => Math.round((performance.now() - startedMs) / 1000);

for (let done = 0; done < traces; done += share) {
  // A failure names the seed and the path that repeat it.
  await fc.assert(tracesEqualTheModel, { numRuns: Math.min(share, traces - done), seed: seed + done });
  if ((done / share) % 10 === 9) console.info(`${done + share} traces equal, ${seconds()} s`);
}
console.info(`${traces} random traces equal to the model in ${seconds()} s, from seed ${seed}.`);

const short = await everyShortTrace(Number(values.depth));
console.info(`All ${short} traces of ${values.depth} steps equal to the model in ${seconds()} s.`);
