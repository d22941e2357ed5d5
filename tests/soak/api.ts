// `npm run soak -- api`: 100,000 requests made from the API's own description on each storage; see tests/fuzz.
// `--requests 20000` makes fewer, `--seed 7` others, `--storage postgres` only there.
import { parseArgs } from "node:util";
import { runTool } from "../../scripts/run.mjs";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    storage: { type: "string", default: "memory,sqlite,postgres" },
  },
});
const startedMs = performance.now();
const { code } = await runTool("vitest", ["run", "--project", "house", "tests/fuzz/api"], {
  env: {
    SLOTKIT_FUZZ_REQUESTS: values.requests,
    SLOTKIT_FUZZ_SEED: values.seed,
    SLOTKIT_FUZZ_STORAGES: values.storage,
  },
});
const seconds = Math.round((performance.now() - startedMs) / 1000);
console.info(
  `${values.requests} requests each on ${values.storage} from seed ${values.seed} in ${seconds} s: ${code === 0 ? "as described" : "NOT as described"}.`,
);
process.exitCode = code;
