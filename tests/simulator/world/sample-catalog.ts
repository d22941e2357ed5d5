import { type Catalog, type EventTypeOptions, staticCatalog } from "@slotkit/core";
import type { EventTypeFact } from "../audit/facts.ts";
import type { Chance } from "./chance.ts";

/** Who can be booked for what in one world. */
export interface SampleCatalog {
  catalog: Catalog;
  slugs: readonly string[];
  calendarIds: readonly string[];
  timeZone: string;
  eventTypes: readonly EventTypeFact[];
  hostEmails: ReadonlyMap<string, string | null>;
  hostCalendars: ReadonlyMap<string, readonly string[]>;
}

/** Bookings of the pool that one person may have before them. */
const mostActive = 1;
const hostIds = ["ada", "bob", "cyd"] as const;
const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"] as const;

export function createSampleCatalog(chance: Chance): SampleCatalog {
  const timeZone = chance.pick(zones);
  const calendarOf = (id: string) => `${id}@example.com`;
  const emails = new Map(hostIds.map((id) => [id as string, chance.of(0.85) ? `${id}@example.com` : null]));
  const policy = () => ({
    onCalendarError: chance.pick(["stale", "withhold", "open"] as const),
    maxStaleMinutes: chance.pick([5, 60, 240]),
  });
  const buffers = () => ({
    bufferBeforeMinutes: chance.pick([0, 0, 5, 15]),
    bufferAfterMinutes: chance.pick([0, 0, 10, 30]),
  });
  const usual = () => ({ ...policy(), ...buffers(), bookingWindowDays: 2 + chance.below(12) });
  const eventTypes: EventTypeOptions[] = [
    { slug: "intro", title: "Introduction", durationMinutes: 30, hosts: ["ada"], ...usual() },
    {
      slug: "ask",
      title: "On request",
      durationMinutes: 60,
      intervalMinutes: 30,
      hosts: ["bob"],
      requiresConfirmation: true,
      ...usual(),
    },
    {
      slug: "pair",
      title: "With two",
      durationMinutes: 45,
      intervalMinutes: 15,
      assignment: { kind: "collective" },
      hosts: ["bob", "ada"],
      ...usual(),
    },
    {
      slug: "pool",
      title: "With anybody",
      durationMinutes: [30, 60],
      intervalMinutes: 15,
      assignment: { kind: "roundRobin" },
      hosts: ["ada", "bob", "cyd"],
      align: chance.of(0.3) ? "pack" : "grid",
      personRules: [{ maxActive: mostActive }],
      ...usual(),
    },
    {
      slug: "panel",
      title: "With two of three",
      durationMinutes: 30,
      assignment: { kind: "anyOf", count: 2 },
      hosts: ["ada", "bob", "cyd"],
      requiresConfirmation: chance.of(0.3),
      ...usual(),
    },
    {
      slug: "class",
      title: "In a class",
      durationMinutes: 60,
      hosts: ["cyd"],
      seats: { capacity: 2 + chance.below(4), guestsTakeSeats: chance.of(0.5) },
      ...usual(),
    },
    {
      slug: "course",
      title: "Day after day",
      durationMinutes: 30,
      hosts: ["bob"],
      recurring: { maxCount: 3 },
      ...usual(),
    },
  ];
  const open = [{ start: "08:00", end: chance.pick(["12:00", "18:00"]) }];
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
  return {
    catalog: staticCatalog({
      schedules: [{ id: "all-week", timeZone, weekly: Object.fromEntries(days.map((day) => [day, open])) }],
      hosts: hostIds.map((id) => ({
        id,
        name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)} Example`,
        email: emails.get(id) ?? undefined,
        schedule: "all-week",
        calendars: { destination: calendarOf(id) },
      })),
      eventTypes,
    }),
    slugs: eventTypes.map(({ slug }) => slug),
    calendarIds: hostIds.map(calendarOf),
    timeZone,
    eventTypes: eventTypes.map(({ slug, onCalendarError = "stale", maxStaleMinutes = 60, seats, personRules }) => ({
      slug,
      onCalendarError,
      maxStaleMinutes,
      hasSeats: seats !== undefined,
      mostActive: personRules === undefined ? null : mostActive,
    })),
    hostEmails: emails,
    hostCalendars: new Map(hostIds.map((id) => [id as string, [calendarOf(id)]])),
  };
}
