import { describe, expect, it } from "vitest";
import { createFaultScript, type Fault } from "./fault-script.ts";

const down: Fault = { kind: "answer", status: 503 };
const reset: Fault = { kind: "reset" };

describe("createFaultScript", () => {
  it("spoils the next matching request once and then no more", () => {
    const faults = createFaultScript();
    faults.add({ fault: down });
    expect(faults.match({ method: "GET", path: "/a" })).toBe(down);
    expect(faults.match({ method: "GET", path: "/a" })).toBeUndefined();
  });

  it("spoils as many as asked, after those it lets through", () => {
    const faults = createFaultScript();
    faults.add({ skip: 1, times: 2, fault: down });
    const met = [1, 2, 3, 4].map(() => faults.match({ method: "GET", path: "/a" }));
    expect(met).toEqual([undefined, down, down, undefined]);
  });

  it("leaves other methods and other paths alone", () => {
    const faults = createFaultScript();
    faults.add({ method: "POST", path: "/a", fault: down });
    expect(faults.match({ method: "GET", path: "/a" })).toBeUndefined();
    expect(faults.match({ method: "POST", path: "/a/b" })).toBeUndefined();
    expect(faults.match({ method: "POST", path: "/a" })).toBe(down);
  });

  it("matches an expression anywhere in the path, every time alike", () => {
    const faults = createFaultScript();
    faults.add({ path: /events/g, times: 2, fault: down });
    expect(faults.match({ method: "GET", path: "/x/events" })).toBe(down);
    expect(faults.match({ method: "GET", path: "/x/events" })).toBe(down);
  });

  it("plays rules in the order they were added", () => {
    const faults = createFaultScript();
    faults.add({ fault: down });
    faults.add({ fault: reset });
    expect(faults.match({ method: "GET", path: "/" })).toBe(down);
    expect(faults.match({ method: "GET", path: "/" })).toBe(reset);
  });

  it("tells which rules still wait, and forgets them on request", () => {
    const faults = createFaultScript();
    faults.add({ times: Number.POSITIVE_INFINITY, fault: down });
    faults.match({ method: "GET", path: "/" });
    expect(faults.remaining()).toHaveLength(1);
    faults.clear();
    expect(faults.remaining()).toEqual([]);
    expect(faults.match({ method: "GET", path: "/" })).toBeUndefined();
  });
});
