import fc from "fast-check";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { describe, expect, it } from "vitest";
import { calendarZone } from "./calendar-zone.ts";
import { bookingFixture } from "./notification.fixture.ts";
import { writeCalendar } from "./write-calendar.ts";

const sender = { name: "Acme", email: "bookings@example.com" };
const minuteMs = 60_000;
const zones = Intl.supportedValuesOf("timeZone");

const write = (timeZone: string, start: number, minutes: number) =>
  writeCalendar({
    booking: bookingFixture({ timeZone, start, end: start + minutes * minuteMs }),
    icalUid: "bk_1@example.com",
    sequence: 0,
    method: "REQUEST",
    sender,
    stamp: start,
  });

/** The instants that an independent parser reads, by the definition in the file and nothing else. */
function readByDefinition(file: string): [number, number] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  return [event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()];
}

/** The instants that another reads, by its own knowledge of the zone. */
function readByName(file: string): [number, number] {
  const events = Object.values(nodeIcal.sync.parseICS(file)).filter((entry) => entry?.type === "VEVENT");
  const [event] = events as { start: Date; end: Date }[];
  if (!event) throw new Error("node-ical found no event");
  return [event.start.getTime(), event.end.getTime()];
}

describe("calendarZone", () => {
  it("leads two independent parsers to the very instants, in every zone, on any day", () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1) / minuteMs, max: Date.UTC(2036, 0, 1) / minuteMs }),
        fc.integer({ min: 5, max: 720 }),
        (timeZone, startMinute, minutes) => {
          const start = startMinute * minuteMs;
          const instants = [start, start + minutes * minuteMs];
          const file = write(timeZone, start, minutes);
          if (file.includes("BEGIN:VTIMEZONE")) told++;
          expect(readByDefinition(file)).toEqual(instants);
          expect(readByName(file)).toEqual(instants);
        },
      ),
      { numRuns: 300 },
    );
    // Or everything would be in UTC, which proves nothing.
    expect(told).toBeGreaterThan(240);
  }, 60_000);

  it("leads them there in the hours around a change of the clocks too, in UTC", () => {
    const change = Date.UTC(2026, 9, 25, 1);
    for (let minutes = -24 * 60; minutes <= 24 * 60; minutes += 45) {
      const start = change + minutes * minuteMs;
      const file = write("Europe/Berlin", start, 30);
      expect(readByDefinition(file)).toEqual([start, start + 30 * minuteMs]);
      expect(readByName(file)).toEqual([start, start + 30 * minuteMs]);
      if (Math.abs(minutes) < 180) expect(file).toMatch(/DTSTART:\d{8}T\d{6}Z/);
    }
  }, 60_000);

  it("names the zone as its definition does", () => {
    const start = Date.UTC(2026, 10, 25, 13);
    expect(write("Europe/Berlin", start, 30)).toContain("\r\nDTSTART;TZID=Europe/Berlin:20261125T140000\r\n");
    expect(calendarZone("Asia/Calcutta", start, start)?.tzid).toBe("Asia/Kolkata");
    expect(calendarZone("Nowhere/City", start, start)).toBeNull();
  });
});
