import { describe, expect, it } from "vitest";
import type { EventAnswer } from "./event-answer.ts";
import { eventBlocksTime } from "./event-blocks-time.ts";

/** Every value that a field may have, and whether it lets the event block. An event blocks when all of its values do. */
const truth = {
  status: [
    ["confirmed", true],
    ["tentative", true],
    [undefined, true],
    ["cancelled", false],
  ],
  transparency: [
    [undefined, true],
    ["opaque", true],
    ["transparent", false],
  ],
  eventType: [
    [undefined, true],
    ["default", true],
    ["outOfOffice", true],
    ["focusTime", true],
    ["fromGmail", true],
    ["somethingNew", true],
    ["workingLocation", false],
    ["birthday", false],
  ],
  response: [
    [undefined, true],
    ["accepted", true],
    ["tentative", true],
    ["needsAction", true],
    ["declined", false],
  ],
  allDay: [
    [true, true],
    [false, true],
  ],
} as const;

const rows = truth.status.flatMap(([status, s]) =>
  truth.transparency.flatMap(([transparency, t]) =>
    truth.eventType.flatMap(([eventType, e]) =>
      truth.response.flatMap(([response, r]) =>
        truth.allDay.map(([allDay]) => ({
          status,
          transparency,
          eventType,
          response,
          allDay,
          blocks: s && t && e && r,
        })),
      ),
    ),
  ),
);

function eventOf({ status, transparency, eventType, response, allDay }: (typeof rows)[number]): EventAnswer {
  const day = (date: string) => (allDay ? { date } : { dateTime: `${date}T00:00:00Z` });
  return {
    id: "outside",
    status,
    transparency,
    eventType,
    start: day("2026-11-23"),
    end: day("2026-11-24"),
    ...(response ? { attendees: [{ email: "grace@example.org" }, { self: true, responseStatus: response }] } : {}),
  };
}

describe("eventBlocksTime", () => {
  it(`agrees with the truth table in all of its ${rows.length} rows`, () => {
    expect(rows).toHaveLength(960);
    expect(rows.filter((row) => eventBlocksTime(eventOf(row)) !== row.blocks)).toEqual([]);
  });

  it("does not care that somebody else declined", () => {
    expect(eventBlocksTime({ id: "a", attendees: [{ email: "grace@example.org", responseStatus: "declined" }] })).toBe(
      true,
    );
  });
});
