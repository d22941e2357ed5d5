import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../contested/open-storage.ts";
import type { OutageReport, OutageStep } from "./outage.child.ts";
import { begin, type DisposablePlace, places, tell } from "./processes.ts";

const openMs = 3_000;
/** No chance in the open time, so that the test knows it. */
const breaker = { minCalls: 5, openMs, maxOpenMs: openMs, openJitter: 0 };
/** How old knowledge of the others may be, and the time that a look at the storage may take. */
const boundMs = 1_000 + 250;

describe.each(Object.keys(places))("four processes over %s", (kind) => {
  let disposable: DisposablePlace;
  let processes: ChildProcess[];

  beforeEach(async () => {
    disposable = await (places[kind] as () => Promise<DisposablePlace>)();
    processes = [await beginAt(disposable.place)];
    processes.push(...(await Promise.all(["b", "c", "d"].map(() => beginAt(disposable.place)))));
  });

  afterEach(async () => {
    for (const child of processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      await tell(child, "end");
      if (child.exitCode === null) await once(child, "exit");
    }
    await disposable.dispose();
  });

  /** Lets the first process find out that the calendar is down. @returns When its breaker was open. */
  async function openInFirst(): Promise<number> {
    const [first] = processes as [ChildProcess];
    await tell(first, { weather: "fails" });
    expect(await read(first, 5)).toEqual({ asked: 5, refused: 0 });
    expect(await read(first, 1)).toEqual({ asked: 0, refused: 1 });
    return performance.now();
  }

  it("hear of an outage that one of them found, within a second, and of its end", async () => {
    const [, ...others] = processes;
    // The others have knowledge of their own, as old as it may be; their calls succeed, so nothing opens their breakers but the news.
    for (const other of others) expect(await read(other, 1)).toEqual({ asked: 1, refused: 0 });
    const openedMs = await openInFirst();
    for (const other of others) {
      let begunMs = performance.now();
      while ((await read(other, 1)).refused === 0) {
        expect(begunMs - openedMs).toBeLessThan(boundMs);
        begunMs = performance.now();
      }
    }
    for (const child of processes) await tell(child, { weather: "answers" });
    // Two good probes, of whichever process, close it for all.
    await askUntil(processes, (asked) => asked >= 2);
    const closedMs = performance.now();
    for (const child of processes) {
      while ((await read(child, 1)).asked === 0) expect(performance.now() - closedMs).toBeLessThan(boundMs);
    }
  });

  it("send one probe together, and no other while it has no answer", async () => {
    await openInFirst();
    for (const child of processes) await tell(child, { weather: "hangs" });
    expect(await askUntil(processes, (asked) => asked > 0)).toBe(1);
    for (let round = 0; round < 5; round++) {
      const reports = await Promise.all(processes.map((child) => read(child, 5)));
      expect(reports).toEqual(processes.map(() => ({ asked: 0, refused: 5 })));
    }
  });

  it("remember an outage over a restart, however it came", async () => {
    await openInFirst();
    const [first] = processes as [ChildProcess];
    first.kill("SIGKILL");
    const next = await beginAt(disposable.place);
    processes.push(next);
    expect(await read(next, 3)).toEqual({ asked: 0, refused: 3 });
  });
});

/** Lets all processes read at once, again and again, until the calendar was asked. @returns How often it was. */
async function askUntil(processes: readonly ChildProcess[], enough: (asked: number) => boolean): Promise<number> {
  let asked = 0;
  const endMs = performance.now() + openMs + 10_000;
  while (!enough(asked)) {
    expect(performance.now()).toBeLessThan(endMs);
    const reports = await Promise.all(processes.map((child) => read(child, 1)));
    asked += reports.reduce((sum, report) => sum + report.asked, 0);
  }
  return asked;
}

function beginAt(place: Place): Promise<ChildProcess> {
  return begin(new URL("./outage.child.ts", import.meta.url), { place, breaker });
}

function read(child: ChildProcess, reads: number): Promise<OutageReport> {
  const step: OutageStep = { reads };
  return tell(child, step) as Promise<OutageReport>;
}
