import { ConfigurationError, type StaticCatalogOptions, staticCatalog } from "@slotkit/core";
import { describe, expect, it } from "vitest";

const options = (changes: Partial<StaticCatalogOptions> = {}): StaticCatalogOptions => ({
  schedules: [{ id: "office", timeZone: "Europe/Berlin", weekly: { monday: [{ start: "09:00", end: "17:00" }] } }],
  hosts: [{ id: "ada", name: "Ada", schedule: "office", calendars: { destination: "ada@example.com" } }],
  eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: [30, 60], hosts: ["ada"] }],
  ...changes,
});

function messageOf(wrong: unknown): string {
  try {
    staticCatalog(wrong as StaticCatalogOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).message;
  }
  return "accepted";
}

describe("staticCatalog", () => {
  it("fills in what was left out", async () => {
    expect(await staticCatalog(options()).findEventType("default", "intro")).toMatchObject({
      durationsMinutes: [30, 60],
      intervalMinutes: null,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindowDays: 60,
      align: "grid",
      timeZone: "Europe/Berlin",
      onCalendarError: "stale",
      maxStaleMinutes: 60,
      requiresConfirmation: false,
      hosts: [
        { id: "ada", email: null, conflictCalendars: ["ada@example.com"], destinationCalendar: "ada@example.com" },
      ],
    });
  });

  it("belongs to one client", async () => {
    const catalog = staticCatalog(options({ clientId: "acme" }));
    expect(await catalog.findEventType("default", "intro")).toBeNull();
    expect(await catalog.listEventTypes("default")).toEqual([]);
    expect((await catalog.listEventTypes("acme")).map(({ slug }) => slug)).toEqual(["intro"]);
  });

  it.each<[string, unknown, string]>([
    [
      "a zone that does not exist",
      options({ schedules: [{ id: "office", timeZone: "Mars/Base", weekly: {} }] }),
      'Option staticCatalog.schedules.0.timeZone received "Mars/Base": ',
    ],
    [
      "a window that ends before it begins",
      options({
        schedules: [{ id: "office", timeZone: "UTC", weekly: { monday: [{ start: "17:00", end: "09:00" }] } }],
      }),
      'Option staticCatalog.schedules.0.weekly.monday.0.end received "09:00": give an end after the start',
    ],
    [
      "half past twenty-four",
      options({
        schedules: [{ id: "office", timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "24:30" }] } }],
      }),
      'Option staticCatalog.schedules.0.weekly.monday.0.end received "24:30": ',
    ],
    [
      "a day that has no name",
      { ...options(), schedules: [{ id: "office", timeZone: "UTC", weekly: { funday: [] } }] },
      "staticCatalog.schedules.0.weekly",
    ],
    [
      "an override on a date that does not exist",
      options({
        schedules: [{ id: "office", timeZone: "UTC", weekly: {}, overrides: [{ date: "2026-02-30", windows: [] }] }],
      }),
      'Option staticCatalog.schedules.0.overrides.0.date received "2026-02-30": ',
    ],
    [
      "a host without its schedule",
      options({ hosts: [{ id: "ada", name: "Ada", schedule: "nights" }] }),
      'Option staticCatalog.hosts.0.schedule received "nights": names no schedule; use one of: office',
    ],
    [
      "an event type without its host",
      options({ hosts: [] }),
      'Option staticCatalog.eventTypes.0.hosts.0 received "ada": names no host; describe one under "hosts"',
    ],
    [
      "one slug for two event types",
      options({
        eventTypes: [1, 2].map((n) => ({ slug: "intro", title: `${n}`, durationMinutes: 30, hosts: ["ada"] })),
      }),
      'Option staticCatalog.eventTypes.1.slug received "intro": is used twice; give each its own',
    ],
    [
      "a duration of nothing",
      options({ eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 0, hosts: ["ada"] }] }),
      "Option staticCatalog.eventTypes.0.durationMinutes received 0: must be at least 1",
    ],
    [
      "a misspelt option",
      {
        ...options(),
        eventTypes: [{ slug: "intro", title: "I", durationMinutes: 30, hosts: ["ada"], bufferMinutes: 5 }],
      },
      "Option staticCatalog.eventTypes.0.bufferMinutes: is not a known field; remove it",
    ],
    [
      "two hosts without a choice",
      options({
        hosts: ["ada", "bob"].map((id) => ({ id, name: id, schedule: "office" })),
        eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 30, hosts: ["ada", "bob"] }],
      }),
      "Option staticCatalog.eventTypes.0.assignment: several hosts need a choice: collective, roundRobin, or anyOf with a count",
    ],
    [
      "more of the hosts than there are",
      options({
        eventTypes: [
          {
            slug: "intro",
            title: "Introduction",
            durationMinutes: 30,
            hosts: ["ada"],
            assignment: { kind: "anyOf", count: 2 },
          },
        ],
      }),
      "Option staticCatalog.eventTypes.0.assignment.count received 2: asks for more hosts than the 1 that rotate",
    ],
    ["nothing at all", {}, "Option staticCatalog.schedules: is required"],
  ])("refuses %s, naming option, value and remedy", (_what, wrong, message) => {
    expect(messageOf(wrong)).toContain(message);
  });
});
