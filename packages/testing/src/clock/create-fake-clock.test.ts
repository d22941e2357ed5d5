import { describe, expect, it } from "vitest";
import { createFakeClock } from "./create-fake-clock.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");

describe("createFakeClock", () => {
  it("stands still until it is advanced", async () => {
    const clock = createFakeClock({ startMs });
    expect([clock.now(), clock.monotonicMs()]).toEqual([startMs, 0]);
    await clock.advance(1_500);
    expect([clock.now(), clock.monotonicMs()]).toEqual([startMs + 1_500, 1_500]);
  });

  it("wakes sleepers in the order they fall due, each at its own instant", async () => {
    const clock = createFakeClock({ startMs });
    const woken: [string, number][] = [];
    const sleep = async (name: string, ms: number) => {
      await clock.sleep(ms);
      woken.push([name, clock.monotonicMs()]);
    };
    void sleep("late", 300);
    void sleep("early", 100);
    void sleep("first of equals", 200);
    void sleep("second of equals", 200);
    await clock.advance(1_000);
    expect(woken).toEqual([
      ["early", 100],
      ["first of equals", 200],
      ["second of equals", 200],
      ["late", 300],
    ]);
  });

  it("lets a woken sleeper sleep again within the same advance", async () => {
    const clock = createFakeClock({ startMs });
    const ticks: number[] = [];
    const tick = async () => {
      for (let count = 0; count < 5; count += 1) {
        await clock.sleep(10);
        ticks.push(clock.monotonicMs());
      }
    };
    void tick();
    await clock.advance(35);
    expect(ticks).toEqual([10, 20, 30]);
    expect(clock.pending).toBe(1);
  });

  it("leaves a sleeper asleep one millisecond before its time", async () => {
    const clock = createFakeClock({ startMs });
    void clock.sleep(100);
    await clock.advance(99);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(clock.pending).toBe(0);
  });

  it("rejects with the signal's reason as soon as it aborts", async () => {
    const clock = createFakeClock({ startMs });
    const caller = new AbortController();
    const nap = clock.sleep(1_000, caller.signal);
    const reason = new Error("shutting down");
    caller.abort(reason);
    await expect(nap).rejects.toBe(reason);
    expect(clock.pending).toBe(0);
    await expect(clock.sleep(1, caller.signal)).rejects.toBe(reason);
  });

  it("turns the wall clock without touching durations", async () => {
    const clock = createFakeClock({ startMs });
    await clock.advance(50);
    void clock.sleep(100);
    clock.set(startMs - 3_600_000);
    expect([clock.now(), clock.monotonicMs(), clock.pending]).toEqual([startMs - 3_600_000, 50, 1]);
    await clock.advance(100);
    expect([clock.now(), clock.pending]).toEqual([startMs - 3_600_000 + 100, 0]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses to advance by %s", async (ms) => {
    await expect(createFakeClock({ startMs }).advance(ms)).rejects.toThrow(RangeError);
  });
});
