import { createFakeClock } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { createLookupCache } from "./lookup-cache.ts";

const minuteMs = 60_000;

describe("createLookupCache", () => {
  it("looks up once in thirty minutes", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const cache = createLookupCache<string>(clock);
    let asked = 0;
    const lookUp = async () => String(++asked);
    expect(await cache.load("a", lookUp)).toBe("1");
    await clock.advance(30 * minuteMs - 1);
    expect(await cache.load("a", lookUp)).toBe("1");
    await clock.advance(1);
    expect(await cache.load("a", lookUp)).toBe("2");
    cache.forget("a");
    expect(cache.get("a")).toBeUndefined();
  });

  it("remembers no miss and no failure", async () => {
    const cache = createLookupCache<string>(createFakeClock({ startMs: 0 }));
    expect(await cache.load("a", async () => null)).toBeNull();
    await expect(cache.load("a", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await cache.load("a", async () => "found")).toBe("found");
  });

  it("holds so many and drops the oldest", () => {
    const cache = createLookupCache<number>(createFakeClock({ startMs: 0 }));
    for (let index = 0; index <= 10_000; index++) cache.set(String(index), index);
    expect(cache.get("0")).toBeUndefined();
    expect(cache.get("1")).toBe(1);
    expect(cache.get("10000")).toBe(10_000);
  });
});
