import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { answered, begin, type DisposablePlace, places, tell } from "./processes.ts";
import type { QuotaWork } from "./quota.child.ts";

const requests = 50;
const perMs = 1_000;
const enoughRequests = 5 * requests;

it.each(Object.keys(places))("a quota holds over four processes on %s, in every window", async (kind) => {
  const { place, dispose } = await (places[kind] as () => Promise<DisposablePlace>)();
  const arrivals: number[] = [];
  let heardEnough = () => {};
  const enough = new Promise<void>((resolve) => {
    heardEnough = resolve;
  });
  const server = createServer((_request, response) => {
    arrivals.push(performance.now());
    if (arrivals.length === enoughRequests) heardEnough();
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const work: QuotaWork = { place, url, requests, perMs };
  const script = new URL("./quota.child.ts", import.meta.url);
  const processes = await Promise.all(["a", "b", "c", "d"].map(() => begin(script, work)));
  for (const child of processes) await tell(child, "migrate");
  for (const child of processes) await tell(child, "begin");
  await enough;
  await Promise.all(
    processes.map(async (child) => {
      const gone = once(child, "exit");
      const ended = answered(child);
      child.send("end");
      await ended;
      await gone;
    }),
  );
  server.closeAllConnections();
  server.close();
  await dispose();

  const inWindowFrom = (from: number) => arrivals.filter((at) => at >= from && at < from + perMs).length;
  expect(Math.max(...arrivals.map(inWindowFrom))).toBeLessThanOrEqual(requests);
  // Well used all the same, after the first window, in which the processes find their parts.
  const from = (arrivals[0] ?? 0) + perMs;
  const rest = arrivals.slice(0, enoughRequests).filter((at) => at >= from);
  const perWindow = (rest.length / ((rest.at(-1) ?? 0) - from)) * perMs;
  process.stdout.write(`${kind}: ${perWindow.toFixed(1)} of ${requests} requests per window\n`);
  expect(perWindow).toBeGreaterThan(requests / 2);
});
