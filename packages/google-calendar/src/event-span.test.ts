import { describe, expect, it } from "vitest";
import { eventSpan } from "./event-span.ts";

const day = (start: string, end: string) => ({ id: "a", start: { date: start }, end: { date: end } });
const timed = (start: string, end: string) => ({ id: "a", start: { dateTime: start }, end: { dateTime: end } });

describe("eventSpan of a timed event", () => {
  it("reads offsets, whatever the calendar's zone", () => {
    const event = timed("2026-11-23T10:00:00+01:00", "2026-11-23T09:30:00Z");
    const span = { start: Date.parse("2026-11-23T09:00:00Z"), end: Date.parse("2026-11-23T09:30:00Z") };
    expect(eventSpan(event, undefined)).toEqual(span);
    expect(eventSpan(event, "Asia/Tokyo")).toEqual(span);
  });

  it.each([
    ["no offset", timed("2026-11-23T10:00:00", "2026-11-23T11:00:00")],
    ["no date", timed("soon", "2026-11-23T11:00:00Z")],
    ["an end before its start", timed("2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z")],
    ["no end", { id: "a", start: { dateTime: "2026-11-23T10:00:00Z" } }],
    ["nothing", { id: "a" }],
  ])("is unreadable with %s", (_name, event) => expect(eventSpan(event, "Europe/Berlin")).toBeNull());
});

describe("eventSpan of an all-day event", () => {
  it.each([
    ["UTC", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"],
    ["Europe/Berlin", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z"],
    ["America/New_York", "2026-11-23T05:00:00Z", "2026-11-24T05:00:00Z"],
    ["Asia/Kathmandu", "2026-11-22T18:15:00Z", "2026-11-23T18:15:00Z"],
    ["Pacific/Kiritimati", "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"],
    ["Pacific/Pago_Pago", "2026-11-23T11:00:00Z", "2026-11-24T11:00:00Z"],
  ])("is a day in %s", (zone, start, end) => {
    expect(eventSpan(day("2026-11-23", "2026-11-24"), zone)).toEqual({
      start: Date.parse(start),
      end: Date.parse(end),
    });
  });

  it.each([
    ["2026-03-29", "2026-03-30", "Europe/Berlin", 23],
    ["2026-10-25", "2026-10-26", "Europe/Berlin", 25],
    ["2026-04-24", "2026-04-25", "Africa/Cairo", 23],
    ["2011-12-29", "2011-12-31", "Pacific/Apia", 24],
    ["2011-12-30", "2011-12-31", "Pacific/Apia", 0],
  ])("from %s to %s in %s has %d hours", (from, to, zone, hours) => {
    const span = eventSpan(day(from, to), zone);
    expect(((span?.end ?? 0) - (span?.start ?? 0)) / 3_600_000).toBe(hours);
  });

  it.each([
    ["no zone", "2026-11-23", undefined],
    ["an unknown zone", "2026-11-23", "Mars/Olympus"],
    ["no such date", "2026-02-30", "UTC"],
  ])("is unreadable with %s", (_name, date, zone) => expect(eventSpan(day(date, "2026-12-01"), zone)).toBeNull());
});
