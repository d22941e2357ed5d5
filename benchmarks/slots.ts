// Compares the slot engine with the plainest possible sweep: windows ready in UTC, busy times sorted, one pass.
// Both answer the same slots from the same data; tables show medians of one run and their ratios (bar: 2).
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { findNextSlot, findSlots } from "@slotkit/core/slots";
import { build } from "esbuild";
import { dimensions } from "./slots/dimensions.ts";
import { heapPerRejected } from "./slots/heap-per-rejected.ts";
import { createRandom, growth, medians, processorTime } from "./slots/measure.ts";
import { plainSweep, windowsOf } from "./slots/plain-sweep.ts";
import { queryOf, type Workload, workloads } from "./slots/workloads.ts";

const microseconds = (ms: number) => Math.round(ms * 1000);
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

function compared(workload: Omit<Workload, "name">, budgetMs: number) {
  const query = queryOf(workload, createRandom(7));
  const windows = windowsOf(query);
  const slots = findSlots(query);
  assert.deepEqual(slots, plainSweep(query, windows));
  const [engine = 0, sweep = 0] = medians([() => findSlots(query), () => plainSweep(query, windows)], budgetMs);
  return { slots: slots.length, engine, sweep, ratio: rounded(engine / sweep) };
}

console.info("\nAgainst the plain sweep");
console.table(
  workloads.map((workload) => {
    const { slots, engine, sweep, ratio } = compared(workload, 1500);
    const { name, hosts, days, stepMinutes, busyPerHost } = workload;
    return {
      workload: `${name}: ${hosts} × ${days} days / ${stepMinutes} min, ${busyPerHost} busy`,
      slots,
      "findSlots µs": microseconds(engine),
      "plain sweep µs": microseconds(sweep),
      ratio,
    };
  }),
);

console.info("\nTo a million busy intervals (W5) and a thousand hosts (W3, W4)");
const larger: readonly Workload[] = [
  ...[10_000, 100_000, 1_000_000].map((busyPerHost) => ({ ...workloads[4], busyPerHost })),
  ...[100, 1000].map((hosts) => ({ ...workloads[2], hosts })),
  ...[100, 1000].map((hosts) => ({ ...workloads[3], hosts })),
];
console.table(
  larger.map((workload) => {
    const { engine, sweep, ratio } = compared(workload, 1500);
    const { name, hosts, busyPerHost } = workload;
    const all = `${name}: ${hosts} × ${busyPerHost} busy`;
    return { workload: all, "findSlots ms": rounded(engine), "plain sweep ms": rounded(sweep), ratio };
  }),
);

console.info(
  "\nGrowth over each dimension, shuffled: the exponent of processor time over size (1 is linear, bar: 1.1)",
);
console.table(
  dimensions.map(({ name, sizes, query }) => {
    const times = sizes.map(query).map((one) => processorTime(() => findSlots(one), 7, 30));
    const exponent = growth(sizes.map((size, index) => [size, times[index] ?? 0]));
    return {
      dimension: name,
      from: sizes[0],
      to: sizes.at(-1),
      "µs at first": microseconds(times[0] ?? 0),
      "µs at last": microseconds(times.at(-1) ?? 0),
      exponent: rounded(exponent),
    };
  }),
);

console.info("\nThe next slot against the whole list");
console.table(
  [workloads[1], workloads[2], workloads[4]].map((workload) => {
    const query = queryOf(workload, createRandom(7));
    assert.deepEqual(findNextSlot(query), findSlots(query)[0]);
    const [next = 0, list = 0] = medians([() => findNextSlot(query), () => findSlots(query)], 1000);
    return { workload: workload.name, "findNextSlot µs": microseconds(next), "findSlots µs": microseconds(list) };
  }),
);

console.info("\nHeap of one call over a year in which every candidate start is rejected");
console.table(
  (["grid", "pack"] as const).map((align) => {
    const { few, many, bytesPerCandidate } = heapPerRejected(align);
    return {
      align,
      "bytes, 8,760 rejected": few,
      "bytes, 175,200 rejected": many,
      "bytes per rejected": rounded(bytesPerCandidate, 3),
    };
  }),
);

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../packages/core/src/slots/index.ts", import.meta.url))],
  bundle: true,
  minify: true,
  format: "esm",
  write: false,
});
const code = outputFiles[0]?.contents ?? new Uint8Array();
const gzipKb = rounded(gzipSync(code, { level: 9 }).length / 1024);
console.info(`\nThe engine alone (@slotkit/core/slots): ${gzipKb} kB gzip, ${rounded(code.length / 1024)} kB minified`);
