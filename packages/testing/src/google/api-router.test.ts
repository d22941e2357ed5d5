import { describe, expect, it } from "vitest";
import type { ApiResult } from "./api-call.ts";
import { createApiRouter } from "./api-router.ts";
import type { TokenEndpoint } from "./token-endpoint.ts";

const tokens: TokenEndpoint = {
  answer: () => ({ status: 500 }),
  check: () => ({
    email: "ada@example.com",
    isServiceAccount: false,
    scopes: ["https://www.googleapis.com/auth/calendar"],
  }),
  revokeAll: () => {},
};

/** Asks for one event of a stand-in whose route answers `result`. */
function ask(result: ApiResult) {
  const violations: string[] = [];
  const routes = { "calendar.events.get": () => result };
  const answer = createApiRouter({ routes, tokens, onViolation: (violation) => violations.push(violation) })({
    method: "GET",
    path: "/calendar/v3/calendars/primary/events/booking01",
    query: new URLSearchParams(),
    headers: {},
    body: "",
  });
  return { status: answer.status, violations };
}

describe("the check of our own answers", () => {
  it("lets an answer through that the discovery document describes", () => {
    expect(ask({ body: { id: "booking01", start: { date: "2026-11-23" } } })).toEqual({ status: 200, violations: [] });
  });

  it.each([
    [{ colour: "red" }, 'calendar.events.get: colour: Unknown name "colour": Cannot find field.'],
    [{ summary: null }, "calendar.events.get: summary: expected a string, got null"],
    [{ sequence: "1" }, "calendar.events.get: sequence: expected an integer, got string"],
    [{ sequence: 2 ** 31 }, "calendar.events.get: sequence: 2147483648 is outside -2147483648 to 2147483647"],
    [{ locked: "yes" }, "calendar.events.get: locked: expected a boolean, got string"],
    [{ recurrence: "RRULE" }, "calendar.events.get: recurrence: expected a list, got string"],
    [{ start: { date: "2026-02-30" } }, 'calendar.events.get: start.date: "2026-02-30" is no date'],
    [{ created: "2026-11-23T09:00:00" }, 'calendar.events.get: created: "2026-11-23T09:00:00" has no offset'],
    [{ status: "gone" }, 'calendar.events.get: status: "gone" is none of confirmed, tentative, cancelled'],
    [
      { attendees: [{}, { responseStatus: "maybe" }] },
      'calendar.events.get: attendees[1].responseStatus: "maybe" is none of needsAction, declined, tentative, accepted',
    ],
    [
      { extendedProperties: { private: { uid: 1 } } },
      "calendar.events.get: extendedProperties.private.uid: expected a string, got number",
    ],
  ])("turns %j into a 500 and keeps the violation", (body, violation) => {
    expect(ask({ body })).toEqual({ status: 500, violations: [violation] });
  });

  it("misses a body that is due", () => {
    expect(ask({})).toEqual({
      status: 500,
      violations: ["calendar.events.get: body: expected an object, got undefined"],
    });
  });
});
