import { readFileSync } from "node:fs";
import { BookingError, type BookingStatus } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import {
  assertActionTime,
  type BookingAction,
  bookingActionRules,
  bookingTransitions,
  isLive,
  nextStatus,
} from "./transitions.ts";

const statuses = Object.keys(bookingTransitions) as BookingStatus[];
const actions = Object.keys(bookingActionRules) as BookingAction[];

function codeOf(attempt: () => unknown): string {
  try {
    attempt();
    return "done";
  } catch (error) {
    return error instanceof BookingError ? error.code : String(error);
  }
}

describe("the state machine", () => {
  it("allows exactly what its data say, from every state with every action", () => {
    for (const status of statuses) {
      for (const action of actions) {
        const next = bookingTransitions[status][action];
        expect(codeOf(() => nextStatus(status, action))).toBe(next ? "done" : "invalid_transition");
        if (next) expect(nextStatus(status, action)).toBe(next);
      }
    }
  });

  it("never leads back into a state that takes time: what was freed stays free", () => {
    for (const status of statuses.filter((one) => !isLive(one))) expect(bookingTransitions[status]).toEqual({});
  });

  it("keeps each action to its time", () => {
    const at = (action: BookingAction, now: number) => codeOf(() => assertActionTime(action, { start: 100 }, now));
    for (const action of actions) {
      const { when } = bookingActionRules[action];
      expect(at(action, 99)).toBe(when === "fromStart" ? "invalid_transition" : "done");
      expect(at(action, 100)).toBe(when === "beforeStart" ? "too_late" : "done");
    }
  });

  it("is told in the documentation as it is", () => {
    const page = readFileSync(new URL("../../../../docs/the-life-of-a-booking.md", import.meta.url), "utf8");
    expect(page).toContain(tableOf().join("\n"));
  });
});

/** The state machine as the page shows it: one line per action. */
function tableOf(): string[] {
  const times = { beforeStart: "before the start", fromStart: "from the start", always: "at any time" };
  const cell = (from: BookingStatus, action: BookingAction) => {
    const to = bookingTransitions[from][action];
    return to === undefined ? "–" : to === from ? "stays" : `\`${to}\``;
  };
  const sources = statuses.filter((status) => Object.keys(bookingTransitions[status]).length > 0);
  return [
    `| action | by | when | ${sources.map((status) => `from \`${status}\``).join(" | ")} |`,
    `|---|---|---|${sources.map(() => "---|").join("")}`,
    ...actions.map((action) => {
      const { by, when } = bookingActionRules[action];
      return `| \`${action}\` | ${by.join(", ")} | ${times[when]} | ${sources.map((from) => cell(from, action)).join(" | ")} |`;
    }),
  ];
}
