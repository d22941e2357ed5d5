// `npm run sim`: plays seeds of the simulator until told otherwise; `npm run sim -- --help` tells what it takes.
import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { root } from "./workspace.mjs";

/**
 * What a child tells of a run that came to its end.
 * @typedef {object} Report
 * @property {{ storage: string }} scenario
 * @property {readonly { promise: string, says: string }[]} violations
 * @property {string} digest
 * @property {readonly string[]} lastLines
 * @property {{ simulatedMs: number, bookings: number, requests: number, restarts: number, mails: number }} counts
 */

/**
 * What a child tells of a seed: a report, or why there is none.
 * @typedef {{ seed: number } & ({ report: Report, error: null } | { report: null, error: string })} SeedOutcome
 */

const help = `Plays simulated worlds: the whole of SlotKit under a virtual clock, seeded visitors and seeded failures.

  npm run sim                          1000 seeds, beginning with 1
  npm run sim -- --seeds 200 --from 7  so many, beginning with that one
  npm run sim -- --seed 42             that one alone, as it was
  npm run sim -- --seed 42 --verbose   with everything that happens

  --days N       length of each world in days       (default: 2 to 6, by the seed)
  --storage S    memory or sqlite                   (default: by the seed)
  --jobs N       processes                          (default: one per core)
  --minutes N    begin no new seeds after so long   (default: no end)
  --help         this text

Ends with 0 when every promise was kept, 1 when one was broken or a world came to a standstill, 2 for a wrong option.`;

const options = /** @type {const} */ ({
  seed: { type: "string" },
  seeds: { type: "string" },
  from: { type: "string" },
  days: { type: "string" },
  storage: { type: "string" },
  jobs: { type: "string" },
  minutes: { type: "string" },
  verbose: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
});

/** @param {string} message @returns {never} */
function refuse(message) {
  console.error(`${message}\nnpm run sim -- --help tells what it takes.`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function readNumber(name, text, otherwise) {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) refuse(`--${name} must be a whole number; received "${text}".`);
  return number;
}

const values = readOptions();
if (values.help) {
  console.info(help);
  process.exit(0);
}
if (values.storage !== undefined && !["memory", "sqlite"].includes(values.storage)) {
  refuse(`--storage must be memory or sqlite; received "${values.storage}".`);
}
const first = readNumber("seed", values.seed, readNumber("from", values.from, 1));
const count = values.seed === undefined ? readNumber("seeds", values.seeds, 1000) : 1;
const jobs = Math.min(count, Math.max(1, readNumber("jobs", values.jobs, availableParallelism())));
const endMs = Date.now() + 60_000 * readNumber("minutes", values.minutes, Number.MAX_SAFE_INTEGER / 60_000 / 4);
const order = {
  days: values.days === undefined ? undefined : readNumber("days", values.days, 0),
  storage: values.storage,
};

/** The command that shows one seed again as it was. @param {number} seed */
function commandFor(seed) {
  const days = order.days === undefined ? "" : ` --days ${order.days}`;
  const storage = order.storage === undefined ? "" : ` --storage ${order.storage}`;
  return `npm run sim -- --seed ${seed}${days}${storage}`;
}

const total = { seeds: 0, failed: 0, days: 0, bookings: 0, requests: 0, restarts: 0, mails: 0 };
const startedMs = Date.now();
let toldMs = startedMs;

/** @param {SeedOutcome} outcome */
function note({ seed, report, error }) {
  total.seeds++;
  if (report) {
    total.days += report.counts.simulatedMs / 86_400_000;
    total.bookings += report.counts.bookings;
    total.requests += report.counts.requests;
    total.restarts += report.counts.restarts;
    total.mails += report.counts.mails;
  }
  if (error !== null || report.violations.length > 0) {
    total.failed++;
    console.error(`\n✗ seed ${seed}${report ? ` (${report.scenario.storage})` : ""}`);
    if (error !== null) console.error(`  ${error}`);
    for (const { promise, says } of (report?.violations ?? []).slice(0, 10)) console.error(`  ${promise}: ${says}`);
    for (const line of (report?.lastLines ?? []).slice(count === 1 ? -20 : 0, count === 1 ? undefined : 0)) {
      console.error(`    ${line}`);
    }
    console.error(`  Again: ${commandFor(seed)}   with everything that happens: ${commandFor(seed)} --verbose`);
  } else if (count === 1) {
    console.info(`seed ${seed} (${report.scenario.storage}): digest ${report.digest}`);
  }
  if (Date.now() - toldMs > 10_000) {
    toldMs = Date.now();
    console.info(`${total.seeds} of ${count} seeds, ${total.failed} failed, ${seconds()} s`);
  }
}

const seconds = () => Math.round((Date.now() - startedMs) / 1000);

/** Seeds are handed out in small pieces, so that no process waits for another. */
const pieceSize = 10;
let next = first;
/** Seeds that were handed out to a process that ended before it came to them. @type {number[]} */
const skipped = [];

async function work() {
  while ((next < first + count || skipped.length > 0) && Date.now() < endMs) {
    const seeds = skipped.splice(0, pieceSize);
    while (seeds.length < pieceSize && next < first + count) seeds.push(next++);
    const child = fork(new URL("../tests/simulator/run.child.ts", import.meta.url), [], {
      cwd: root,
      execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
    });
    let told = 0;
    child.on("message", (message) => {
      told++;
      note(/** @type {SeedOutcome} */ (message));
    });
    child.send({ seeds, options: order, verbose: values.verbose });
    // A seed may end its process; those after it get another one.
    const [code] = await once(child, "close");
    const unfinished = seeds[told];
    if (unfinished !== undefined) {
      note({ seed: unfinished, report: null, error: `the process ended with code ${code}` });
      skipped.push(...seeds.slice(told + 1));
    }
  }
}

await Promise.all(Array.from({ length: jobs }, work));
const minutes = (Date.now() - startedMs) / 60_000;
console.info(
  `\n${total.seeds} seeds, ${total.failed} failed: ${Math.round(total.days)} simulated days in ${seconds()} s ` +
    `(${Math.round(total.days / minutes)} a minute), ${total.bookings} bookings, ${total.requests} changes asked for, ` +
    `${total.mails} mails, ${total.restarts} restarts.`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
