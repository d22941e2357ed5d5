// A worker that asks one address over kept connections for a while and tells how many answers came.
import { Agent, get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const { url, connections, durationMs } = workerData as { url: string; connections: number; durationMs: number };
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const deadline = performance.now() + durationMs;
let answers = 0;

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.on("end", resolve).resume();
    }).on("error", reject);
  });
}

async function keepAsking(): Promise<void> {
  while (performance.now() < deadline) {
    await ask();
    answers++;
  }
}

await Promise.all(Array.from({ length: connections }, keepAsking));
agent.destroy();
parentPort?.postMessage(answers);
