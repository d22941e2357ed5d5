import { describe, expect, it } from "vitest";
import { describeWhen } from "./describe-when.ts";

const at = (text: string) => Date.parse(text);
const onDate = (date: string) => ` on ${date}`;
const reader = (timeZone: string, locale = "en-GB") => ({ timeZone, locale, onDate });

describe("describeWhen", () => {
  it("tells date, time, zone and offset as the reader's clock shows them", () => {
    expect(describeWhen(at("2026-11-25T13:00:00Z"), at("2026-11-25T13:30:00Z"), reader("America/New_York"))).toEqual({
      date: "Wednesday, 25 November 2026",
      time: "08:00 – 08:30",
      zone: "America/New_York (GMT-5)",
      short: "Wed, 25 Nov 2026, 08:00",
      leaf: { month: "Nov", day: "25", weekday: "Wed" },
    });
  });

  it("names the second date when the meeting runs past the reader's midnight", () => {
    const when = describeWhen(at("2026-12-31T22:30:00Z"), at("2026-12-31T23:30:00Z"), reader("Europe/Berlin"));
    expect(when.time).toBe("23:30 – 00:30 on Friday, 1 January 2027");
  });

  it.each([
    // The wall times here do not exist on the clock of Berlin, New York or Lord Howe: a formatter that passes through the
    // process's own zone tells another hour when it runs there.
    ["2026-03-29T02:30:00Z", "UTC", "02:30", "UTC (GMT+0)"],
    ["2026-03-28T21:00:00Z", "Asia/Kolkata", "02:30", "Asia/Kolkata (GMT+5:30)"],
    ["2026-03-08T02:30:00Z", "UTC", "02:30", "UTC (GMT+0)"],
    ["2026-10-03T16:15:00Z", "Asia/Vladivostok", "02:15", "Asia/Vladivostok (GMT+10)"],
    // Both halves of a repeated hour, told apart by the offset.
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "02:30", "Europe/Berlin (GMT+2)"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "02:30", "Europe/Berlin (GMT+1)"],
  ])("is exact in whatever zone the process runs: %s in %s", (instant, zone, clock, label) => {
    const before = process.env.TZ;
    try {
      for (const processZone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]) {
        process.env.TZ = processZone;
        expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(processZone);
        const when = describeWhen(at(instant), at(instant) + 60_000, reader(zone));
        expect([processZone, when.time.slice(0, 5), when.zone]).toEqual([processZone, clock, label]);
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it.each([
    ["en-US", undefined, "Wednesday, November 25, 2026", "8:00 AM – 8:30 AM", "Wed, Nov 25, 2026, 8:00 AM", "Nov"],
    ["en-US", "h23", "Wednesday, November 25, 2026", "08:00 – 08:30", "Wed, Nov 25, 2026, 08:00", "Nov"],
    ["de-DE", undefined, "Mittwoch, 25. November 2026", "08:00 – 08:30", "Mi, 25. Nov. 2026, 08:00", "Nov"],
    ["en-GB", "h12", "Wednesday, 25 November 2026", "8:00 am – 8:30 am", "Wed, 25 Nov 2026, 8:00 am", "Nov"],
  ] as const)("writes as readers of %s with %s do", (locale, hourCycle, date, time, short, month) => {
    const start = at("2026-11-25T13:00:00Z");
    const when = describeWhen(start, start + 30 * 60_000, { ...reader("America/New_York", locale), hourCycle });
    expect(when).toMatchObject({ date, time, short, leaf: { month, day: "25" } });
  });

  it("refuses a zone that does not exist", () => {
    expect(() => describeWhen(0, 1, reader("Mars/Olympus"))).toThrow(RangeError);
  });
});
