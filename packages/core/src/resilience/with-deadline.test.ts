import { createFakeClock } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { DeadlineExceeded, withDeadline } from "./with-deadline.ts";

const never = () => new Promise<never>(() => {});

describe("withDeadline", () => {
  it("passes on what the work answers and leaves no timer behind", async () => {
    const clock = createFakeClock({ startMs: 0 });
    expect(await withDeadline(async () => 7, { deadlineMs: 100, clock })).toBe(7);
    expect(clock.pending).toBe(0);
  });

  it("passes on what the work throws", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const broken = withDeadline(() => Promise.reject(new Error("broken")), { deadlineMs: 100, clock });
    await expect(broken).rejects.toThrow("broken");
    expect(clock.pending).toBe(0);
  });

  it("stops waiting for deaf work exactly at the deadline, and tells it to stop", async () => {
    const clock = createFakeClock({ startMs: 0 });
    let told: unknown = null;
    const outcome = withDeadline(
      (signal) => {
        signal.addEventListener("abort", () => {
          told = signal.reason;
        });
        return never();
      },
      { deadlineMs: 100, clock },
    ).catch((error: unknown) => error);
    await clock.advance(99);
    expect(told).toBeNull();
    await clock.advance(1);
    expect(await outcome).toBeInstanceOf(DeadlineExceeded);
    expect(told).toBeInstanceOf(DeadlineExceeded);
  });

  it("takes what the work can hand over within the grace", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const handOver = (signal: AbortSignal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener("abort", () => void clock.sleep(40).then(() => resolve("half")));
      });
    const outcome = withDeadline(handOver, { deadlineMs: 100, graceMs: 50, clock });
    const tooLate = withDeadline(handOver, { deadlineMs: 100, graceMs: 30, clock }).catch((error: unknown) => error);
    await clock.advance(150);
    expect(await outcome).toBe("half");
    expect(await tooLate).toBeInstanceOf(DeadlineExceeded);
    expect(clock.pending).toBe(0);
  });

  it("stops when the caller gives up, with the caller's reason", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const caller = new AbortController();
    const outcome = withDeadline(never, { deadlineMs: 100, clock, signal: caller.signal });
    caller.abort(new Error("gone"));
    await expect(outcome).rejects.toThrow("gone");
    expect(clock.pending).toBe(0);
  });

  it("does not begin for a caller who has gone already", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const begun = withDeadline(() => Promise.reject(new Error("begun")), {
      deadlineMs: 100,
      clock,
      signal: AbortSignal.abort(new Error("gone")),
    });
    await expect(begun).rejects.toThrow("gone");
  });
});
