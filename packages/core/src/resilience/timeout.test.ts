import { silentLogger } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { deadline } from "./deadline.ts";
import { timeout } from "./timeout.ts";
import { DeadlineExceeded } from "./with-deadline.ts";
import { wrap } from "./wrap.ts";

describe("timeout", () => {
  it("tells the call to stop, stops waiting, drops the late answer and says so", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const logged: unknown[] = [];
    const logger = { ...silentLogger, warn: (...line: unknown[]) => void logged.push(line) };
    const policy = timeout({ timeoutMs: 100, name: "calendar", clock, logger });
    let stopped: AbortSignal | null = null;
    const outcome = policy
      .execute(({ signal }) => {
        stopped = signal;
        return clock.sleep(250);
      })
      .catch((error: unknown) => error);
    await clock.advance(100);
    expect(await outcome).toBeInstanceOf(DeadlineExceeded);
    expect((stopped as AbortSignal | null)?.aborted).toBe(true);
    expect(logged).toEqual([]);
    await clock.advance(150);
    expect(logged).toEqual([
      ["An answer came too late and was dropped.", { policy: "calendar", ok: true, afterMs: 250, timeoutMs: 100 }],
    ]);
  });

  it("refuses a time that is none", () => {
    expect(() => timeout({ timeoutMs: 0 })).toThrow("timeout.timeoutMs received 0: must be a number of at least 1.");
  });
});

describe("deadline", () => {
  it("tells those inside when the time for all of them is over", async () => {
    const clock = createFakeClock({ startMs: 0 });
    await clock.advance(1_000);
    const seen: number[] = [];
    const look = async ({ endsAtMs }: { endsAtMs: number }) => void seen.push(endsAtMs);
    const outer = deadline({ deadlineMs: 500, clock });
    await outer.execute(look);
    await wrap(outer, deadline({ deadlineMs: 900, clock })).execute(look);
    await wrap(outer, timeout({ timeoutMs: 200, clock })).execute(look);
    expect(seen).toEqual([1_500, 1_500, 1_200]);
  });

  it("leaves those inside some of its time to hand over what they have", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const policy = deadline({ deadlineMs: 500, handOverMs: 100, clock });
    const handOver = (ms: number) =>
      policy.execute(
        ({ signal }) =>
          new Promise<string>((resolve) => {
            signal.addEventListener("abort", () => void clock.sleep(ms).then(() => resolve("half")), { once: true });
          }),
      );
    const quick = handOver(99);
    const slow = handOver(101).catch((error: unknown) => error);
    await clock.advance(500);
    expect([await quick, await slow]).toEqual(["half", expect.any(DeadlineExceeded)]);
  });
});
