import { fork } from "node:child_process";
import { once } from "node:events";
import { type CrowdReport, crowd } from "./crowd.ts";
import { openStorage, type Place } from "./open-storage.ts";

/** What came of a crowd. */
export interface CrowdOutcome extends Omit<CrowdReport, "latenciesMs"> {
  p99Ms: number;
}

/**
 * Lets a crowd loose on a new database.
 *
 * @param processes - How many share it. One: it is this one.
 */
export async function runCrowd(place: Place, clients: number, processes = 1): Promise<CrowdOutcome> {
  const storage = openStorage(place, 20);
  await storage.migrate();
  const everyone = Array.from({ length: clients }, (_, client) => client);
  const reports =
    processes === 1 ? [await crowd(storage, everyone)] : await playTogether(place, shared(everyone, processes));
  await storage.close();
  const latencies = reports.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  return {
    won: reports.reduce((sum, { won }) => sum + won, 0),
    refused: reports.reduce((sum, { refused }) => sum + refused, 0),
    failures: reports.flatMap(({ failures }) => failures),
    p99Ms: latencies[Math.ceil(clients * 0.99) - 1] ?? 0,
  };
}

function shared(clients: readonly number[], processes: number): number[][] {
  return Array.from({ length: processes }, (_, share) => clients.filter((client) => client % processes === share));
}

/** All processes are ready before the first client of any is let loose. */
async function playTogether(place: Place, shares: readonly number[][]): Promise<CrowdReport[]> {
  const children = shares.map(() =>
    fork(new URL("./crowd.child.ts", import.meta.url), [JSON.stringify(place)], {
      execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
    }),
  );
  try {
    const told = () => Promise.all(children.map(async (child) => (await once(child, "message"))[0] as CrowdReport));
    await told();
    const reports = told();
    children.forEach((child, index) => void child.send(shares[index] ?? []));
    return await reports;
  } finally {
    for (const child of children) child.kill();
  }
}
