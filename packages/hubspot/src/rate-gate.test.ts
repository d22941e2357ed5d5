import { isIntegrationError } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import type { HubSpotAnswer, RateBudget } from "./hubspot-answer.ts";
import { createRateGate, type RateGate, type RequestKind } from "./rate-gate.ts";

const answer = (changes: Partial<HubSpotAnswer> = {}): HubSpotAnswer => ({
  status: 200,
  retryAfter: null,
  body: {},
  ...changes,
});
const budget = (remaining: number, changes: Partial<RateBudget> = {}) =>
  answer({ budget: { remaining, windowMs: 10_000, dailyRemaining: 1_000, ...changes } });
const limited = (policyName: string) => answer({ status: 429, body: { policyName } });

function start() {
  const clock = createFakeClock({ startMs: 0 });
  return { clock, gate: createRateGate(clock) };
}

/** Null when the request is let through, and else what was said. */
function ask(gate: RateGate, kind: RequestKind = "other") {
  try {
    gate.enter(kind);
    return null;
  } catch (error) {
    if (!isIntegrationError(error)) throw error;
    return { kind: error.kind, reason: error.reason, retryAfterMs: error.retryAfterMs };
  }
}

function exchange(gate: RateGate, got: HubSpotAnswer | null, kind: RequestKind = "other") {
  expect(ask(gate, kind)).toBeNull();
  gate.leave(kind, got);
}

describe("the rate gate", () => {
  it("lets through what the headers leave, those under way counted", async () => {
    const { gate, clock } = start();
    exchange(gate, budget(2));
    expect([ask(gate), ask(gate)]).toEqual([null, null]);
    expect(ask(gate)).toEqual({ kind: "throttled", reason: "budget", retryAfterMs: 10_000 });
    await clock.advance(4_000);
    expect(ask(gate)).toMatchObject({ retryAfterMs: 6_000 });
    await clock.advance(6_000);
    expect(ask(gate)).toBeNull();
  });

  it.each([
    ["TEN_SECONDLY_ROLLING", "throttled", 10_000],
    ["DAILY", "exhausted", 3_600_000],
    ["A_NEW_ONE", "throttled", 10_000],
  ])("stops everything after %s", async (policyName, kind, retryAfterMs) => {
    const { gate, clock } = start();
    exchange(gate, limited(policyName));
    expect(ask(gate)).toEqual({ kind, reason: policyName, retryAfterMs });
    expect(ask(gate, "search")).toMatchObject({ kind });
    await clock.advance(retryAfterMs);
    expect([ask(gate), ask(gate, "search")]).toEqual([null, null]);
  });

  it("stops searches alone after too many of them", async () => {
    const { gate, clock } = start();
    exchange(gate, limited("SECONDLY"), "search");
    expect(ask(gate)).toBeNull();
    expect(ask(gate, "search")).toEqual({ kind: "throttled", reason: "SECONDLY", retryAfterMs: 1_000 });
    await clock.advance(1_000);
    expect(ask(gate, "search")).toBeNull();
  });

  it("stops for the day before HubSpot has to say so", () => {
    const { gate } = start();
    exchange(gate, budget(50, { dailyRemaining: 0 }));
    expect(ask(gate)).toEqual({ kind: "exhausted", reason: "DAILY", retryAfterMs: 3_600_000 });
  });

  it("waits out a move of the account as long as its header asks", () => {
    const { gate } = start();
    exchange(gate, answer({ status: 477, retryAfter: "7200" }));
    expect(ask(gate)).toMatchObject({ kind: "exhausted", retryAfterMs: 7_200_000 });
  });

  it("forgets a request that was never answered", () => {
    const { gate } = start();
    exchange(gate, budget(1));
    exchange(gate, null);
    expect(ask(gate)).toBeNull();
  });
});
