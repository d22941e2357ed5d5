import type { BookingSnapshot } from "@slotkit/core";
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { assertNothingInjected, typedByStrangers } from "./hostile-text.fixture.ts";
import { bookingFixture } from "./notification.fixture.ts";
import { type WriteCalendarOptions, writeCalendar } from "./write-calendar.ts";

const sender = { name: "Acme", email: "bookings@example.com" };
const stamp = Date.parse("2026-11-21T09:30:00Z");
const write = (booking: BookingSnapshot, changes: Partial<WriteCalendarOptions> = {}) =>
  writeCalendar({ booking, icalUid: "bk_1@example.com", sequence: 2, method: "REQUEST", sender, stamp, ...changes });

function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const [event] = calendar.getAllSubcomponents("vevent");
  const all = (name: string) => event?.getAllProperties(name) ?? [];
  const value = (name: string) => all(name)[0]?.getFirstValue();
  return { calendar, event, all, value };
}

describe("writeCalendar", () => {
  it("tells an independent parser every fact", () => {
    const { calendar, all, value } = read(write(bookingFixture()));
    expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
    expect(calendar.getFirstPropertyValue("method")).toBe("REQUEST");
    expect(calendar.getFirstPropertyValue("prodid")).toBe("-//SlotKit//Bookings//EN");
    expect(value("uid")).toBe("bk_1@example.com");
    expect(value("sequence")).toBe(2);
    expect(value("dtstamp")?.toString()).toBe("2026-11-21T09:30:00Z");
    expect(value("dtstart")?.toString()).toBe("2026-11-25T14:00:00");
    expect(value("dtend")?.toString()).toBe("2026-11-25T14:30:00");
    expect(all("dtstart")[0]?.getParameter("tzid")).toBe("Europe/Berlin");
    expect(calendar.getFirstSubcomponent("vtimezone")?.getFirstPropertyValue("tzid")).toBe("Europe/Berlin");
    expect(value("created")?.toString()).toBe("2026-11-20T08:00:00Z");
    expect(value("summary")).toBe("Introduction call");
    expect(value("location")).toBe("https://meet.example.com/ada");
    expect(value("description")).toBe("Half an hour to get to know each other.\n\nFirst line.\nSecond line.");
    expect(value("status")).toBe("CONFIRMED");
    expect(value("organizer")).toBe("mailto:ada@example.com");
    expect(all("organizer")[0]?.getParameter("cn")).toBe("Ada Lovelace");
    expect(all("organizer")[0]?.getParameter("sent-by")).toBe("mailto:bookings@example.com");
    const people = all("attendee").map((person) => [
      String(person.getFirstValue()).toLowerCase(),
      person.getParameter("cn"),
      person.getParameter("role"),
      person.getParameter("partstat"),
    ]);
    expect(people).toEqual([
      ["mailto:ada@example.com", "Ada Lovelace", "CHAIR", "ACCEPTED"],
      ["mailto:grace@example.com", "Grace Hopper", "REQ-PARTICIPANT", "ACCEPTED"],
      ["mailto:guest@example.com", "guest@example.com", "OPT-PARTICIPANT", "NEEDS-ACTION"],
    ]);
  });

  it.each([
    ["pending", "REQUEST", "TENTATIVE"],
    ["confirmed", "REQUEST", "CONFIRMED"],
    ["completed", "PUBLISH", "CONFIRMED"],
    ["cancelled", "CANCEL", "CANCELLED"],
    ["rejected", "CANCEL", "CANCELLED"],
  ] as const)("says of a %s booking (%s) that it is %s", (status, method, expected) => {
    const { calendar, value } = read(write(bookingFixture({ status }), { method }));
    expect(calendar.getFirstPropertyValue("method")).toBe(method);
    expect(value("status")).toBe(expected);
  });

  it("organizes in the sender's name where no host has an address", () => {
    const { all } = read(write(bookingFixture({ hosts: [{ id: "room", name: "Room 4", email: null }] })));
    expect(all("organizer")[0]?.getFirstValue()).toBe("mailto:bookings@example.com");
    expect(all("organizer")[0]?.getParameter("cn")).toBe("Room 4");
    expect(all("attendee")).toHaveLength(2);
  });

  it("keeps names readable for parsers that know no escapes in parameters", () => {
    const host = { id: "ada", name: '\\n"Ada" ^\'Lovelace\\\\', email: "ada@example.com" };
    const { all } = read(write(bookingFixture({ hosts: [host] })));
    expect(all("organizer")[0]?.getParameter("cn")).toBe("n'Ada' 'Lovelace");
  });

  it("leaves out addresses that are not strict", () => {
    const hostile = "x@example.com\r\nATTENDEE:mailto:eve@example.com";
    const booking = bookingFixture({ guests: [hostile], hosts: [{ id: "a", name: "A", email: hostile }] });
    const { all } = read(write({ ...booking, attendee: { ...booking.attendee, email: hostile } }));
    expect(all("attendee")).toHaveLength(0);
    expect(all("organizer")[0]?.getFirstValue()).toBe("mailto:bookings@example.com");
  });

  it("leaves no extra line and loses no text, whatever strangers type", () => {
    fc.assert(fc.property(typedByStrangers, assertNothingInjected), { numRuns: 1_000 });
  }, 60_000);
});
