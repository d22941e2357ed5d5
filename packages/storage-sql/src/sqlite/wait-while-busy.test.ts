import type { Clock } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { waitWhileBusy } from "./wait-while-busy.ts";

const busy = Object.assign(new Error("database is locked"), { errcode: 5 });
/** A random source that always asks for the longest pause. */
const longest = { bytes: () => new Uint8Array(), float: () => 1 };

it("doubles its pauses up to 50 ms and gives up at the deadline", async () => {
  const { clock, pauses } = sleepless();
  const attempt = waitWhileBusy(() => fail(busy), { clock, random: longest, deadlineMs: 200 });
  await expect(attempt).rejects.toMatchObject({ code: "busy", cause: busy, retryAfterSeconds: 1 });
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 50, 50, 50]);
});

it("returns what the first free attempt returns, and recognises busy in extended codes", async () => {
  const { clock, pauses } = sleepless();
  const failures = [busy, Object.assign(new Error("database is locked"), { errcode: 5 | (2 << 8) })];
  const attempt = () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return "free";
  };
  expect(await waitWhileBusy(attempt, { clock, random: longest, deadlineMs: 200 })).toBe("free");
  expect(pauses).toEqual([1, 2]);
});

it("does not repeat any other failure", async () => {
  const { clock, pauses } = sleepless();
  const full = Object.assign(new Error("database or disk is full"), { errcode: 13 });
  await expect(waitWhileBusy(() => fail(full), { clock, random: longest, deadlineMs: 200 })).rejects.toBe(full);
  expect(pauses).toEqual([]);
});

/** A clock on which a sleep passes at once. */
function sleepless(): { clock: Clock; pauses: number[] } {
  const clock = createFakeClock({ startMs: 0 });
  const pauses: number[] = [];
  const sleep = async (ms: number) => {
    pauses.push(ms);
    await clock.advance(ms);
  };
  return { clock: { now: clock.now, monotonicMs: clock.monotonicMs, sleep }, pauses };
}

function fail(error: Error): never {
  throw error;
}
