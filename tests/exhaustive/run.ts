// Checks a share of all clock changes; a child process of scripts/run-exhaustive.mjs, which it reports to.
// Arguments: which share, of how many, every how many-th change, and the seed.
import { checkMoment } from "./check-moment.ts";
import { type Moment, momentsOf, strangeMoments } from "./moments.ts";

const [share = 0, shares = 1, every = 1, seed = 0] = process.argv.slice(2).map(Number);
process.once("disconnect", () => process.exit());

const zones = Intl.supportedValuesOf("timeZone").filter((_, index) => index % shares === share);
const all: Moment[] = [
  ...strangeMoments.filter((_, index) => index % shares === share),
  ...momentsOf(zones, 2020, 2038).filter((_, index) => (index + seed) % every === 0),
];
let done = 0;
let passed = 0;
let failed = 0;
for (const moment of all) {
  const report = checkMoment(moment, seed);
  done++;
  passed += report.passed;
  failed += report.failures.length;
  process.send?.({ share, done, of: all.length, passed, failed, failures: report.failures });
}
process.disconnect?.();
