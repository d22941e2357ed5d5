import { describe, expect, it } from "vitest";
import { bulkhead } from "./bulkhead.ts";
import { isCallRefused } from "./call-refused.ts";

/** A bulkhead and calls that end when told. */
function setUp(maxConcurrent: number, maxQueued: number) {
  const policy = bulkhead({ maxConcurrent, maxQueued, name: "reads" });
  const begun: string[] = [];
  const ends = new Map<string, { answer: () => void; fail: () => void }>();
  const call = (name: string, signal?: AbortSignal) =>
    policy.execute(
      () =>
        new Promise<string>((resolve, reject) => {
          begun.push(name);
          ends.set(name, { answer: () => resolve(name), fail: () => reject(new Error(name)) });
        }),
      { signal },
    );
  return { policy, begun, ends, call };
}

describe("bulkhead", () => {
  it("runs so many at once, lets so many wait in their order, and refuses the others at once", async () => {
    const { policy, begun, ends, call } = setUp(2, 2);
    const calls = ["a", "b", "c", "d"].map((name) => call(name));
    const refused = await call("e").catch((error: unknown) => error);
    expect(isCallRefused(refused) && refused.by).toBe("bulkhead");
    expect([begun, policy.running, policy.queued]).toEqual([["a", "b"], 2, 2]);
    ends.get("b")?.answer();
    await calls[1];
    ends.get("a")?.answer();
    await calls[0];
    expect(begun).toEqual(["a", "b", "c", "d"]);
    ends.get("c")?.answer();
    ends.get("d")?.answer();
    expect(await Promise.all(calls)).toEqual(["a", "b", "c", "d"]);
    expect([policy.running, policy.queued]).toEqual([0, 0]);
  });

  it("gives a place back when a call fails", async () => {
    const { policy, ends, call } = setUp(1, 0);
    const failed = call("a");
    ends.get("a")?.fail();
    await expect(failed).rejects.toThrow("a");
    expect(policy.running).toBe(0);
    await expect(policy.execute(() => Promise.reject(new Error("at once")))).rejects.toThrow("at once");
    expect(policy.running).toBe(0);
  });

  it("lets who waits leave, and takes nobody in who has left", async () => {
    const { policy, begun, ends, call } = setUp(1, 2);
    const first = call("a");
    const caller = new AbortController();
    const leaving = call("b", caller.signal);
    const staying = call("c");
    caller.abort(new Error("gone"));
    await expect(leaving).rejects.toThrow("gone");
    ends.get("a")?.answer();
    await first;
    ends.get("c")?.answer();
    await staying;
    expect([begun, policy.running, policy.queued]).toEqual([["a", "c"], 0, 0]);
    await expect(call("d", AbortSignal.abort(new Error("gone before")))).rejects.toThrow("gone before");
    expect(policy.running).toBe(0);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    "loses no place when somebody leaves %s turns after a place became free",
    async (turns) => {
      const policy = bulkhead({ maxConcurrent: 1, maxQueued: 2 });
      const { promise, resolve: free } = Promise.withResolvers<void>();
      const first = policy.execute(() => promise);
      const caller = new AbortController();
      const untilGone = ({ signal }: { signal: AbortSignal }) =>
        new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      const leaving = policy.execute(untilGone, { signal: caller.signal }).catch((error: unknown) => error);
      const staying = policy.execute(async () => "served");
      free();
      for (let turn = 0; turn < turns; turn++) await undefined;
      caller.abort("gone");
      expect([await first, await leaving, await staying]).toEqual([undefined, "gone", "served"]);
      expect([policy.running, policy.queued]).toEqual([0, 0]);
    },
  );

  it.each([
    [{ maxConcurrent: 0 }, "bulkhead.maxConcurrent received 0"],
    [{ maxConcurrent: 1, maxQueued: 0.5 }, "bulkhead.maxQueued received 0.5"],
  ])("refuses %j", (options, message) => {
    expect(() => bulkhead(options)).toThrow(message);
  });
});
