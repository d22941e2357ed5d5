// `GET /slots` for a month on a warm process against a bare node:http server that sends the same bytes (bar: 40 %).
// Both run in this process in turn; the load comes from a worker. Tables show the median of several rounds.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { systemClock } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { composeForTest } from "@slotkit/testing/fakes";

const rounds = 5;
const durationMs = 1_500;
const connections = 8;
const path = "/slots?eventType=intro&start=2026-12-01&end=2027-01-01&timeZone=Europe/Berlin&include=eventType";

const folder = mkdtempSync(join(tmpdir(), "slotkit-bench-"));
const { slotkit } = composeForTest({
  storage: (clock) => sqliteStorage({ file: join(folder, "slotkit.db"), clock }),
  options: { clock: { ...systemClock, now: () => Date.UTC(2026, 10, 20, 8) } },
});
await slotkit.migrate();
for (const hour of [9, 11, 13, 14]) {
  const attendee = { name: "Grace Example", email: "grace@example.org" };
  await slotkit.book({ eventType: "intro", start: Date.UTC(2026, 11, 7, hour), attendee });
}

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}` };
}

interface Measured {
  perSecond: number;
  /** Of the thread that serves; on a machine that other work keeps busy it says more than the clock. */
  cpuMicrosPerAnswer: number;
}

async function measure(url: string): Promise<Measured> {
  const before = process.threadCpuUsage();
  const worker = new Worker(new URL("get-slots/load.ts", import.meta.url), {
    workerData: { url, connections, durationMs },
  });
  const [answers] = (await once(worker, "message")) as [number];
  const { user, system } = process.threadCpuUsage(before);
  return { perSecond: (answers / durationMs) * 1000, cpuMicrosPerAnswer: (user + system) / answers };
}

const ours = await serve(toNodeHandler(createHandler(slotkit, { rateLimits: false })));
const bytes = Buffer.from(await (await fetch(ours.url)).arrayBuffer());
const bare = await serve((_request, response) => {
  response.writeHead(200, { "Content-Type": "application/json" }).end(bytes);
});

const measured: [ours: Measured, bare: Measured][] = [];
await measure(ours.url);
for (let round = 0; round < rounds; round++) measured.push([await measure(ours.url), await measure(bare.url)]);
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
console.table([
  {
    "answer bytes": bytes.length,
    "GET /slots per s": Math.round(median(measured.map(([one]) => one.perSecond))),
    "bare node:http per s": Math.round(median(measured.map(([, other]) => other.perSecond))),
    "ratio (bar 0.4)": Number(median(measured.map(([one, other]) => one.perSecond / other.perSecond)).toFixed(2)),
    "CPU µs per answer": Math.round(median(measured.map(([one]) => one.cpuMicrosPerAnswer))),
    "bare CPU µs": Math.round(median(measured.map(([, other]) => other.cpuMicrosPerAnswer))),
  },
]);
for (const { server } of [ours, bare]) {
  server.closeAllConnections();
  server.close();
}
await slotkit.stop();
rmSync(folder, { recursive: true, force: true });
