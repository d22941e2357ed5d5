import fc from "fast-check";
import { expect, test } from "vitest";
import { findSlots } from "./find-slots.ts";
import { slotQuerySchema } from "./slot-query-schema.ts";

const at = (text: string) => Date.parse(text);

const least = {
  now: "2026-11-20T08:00:00Z",
  range: { start: "2026-11-23T00:00:00+01:00", end: "2026-11-24T00:00:00+01:00" },
  durationMinutes: 30,
  hosts: [
    {
      id: "ada",
      schedule: { timeZone: "Europe/Berlin", weekly: { monday: [{ start: "09:00", end: "10:00" }] } },
    },
  ],
};

const [ada] = least.hosts as [(typeof least.hosts)[0]];

const everything = {
  ...least,
  timeZone: "Europe/Berlin",
  intervalMinutes: 15,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 120,
  bookingWindowDays: 60,
  align: "grid",
  assignment: { kind: "anyOf", count: 1 },
  limits: [
    {
      id: "daily",
      period: "week",
      timeZone: "Europe/Berlin",
      weekStartsOn: "sunday",
      hostId: "ada",
      maxCount: 4,
      maxMinutes: 240,
      used: [{ start: "2026-11-23T09:00:00Z", minutes: 30 }],
    },
  ],
  capacity: 8,
  sessions: [{ start: "2026-11-23T08:00:00Z", end: "2026-11-23T08:30:00Z", hostIds: ["ada"], taken: 3 }],
  hosts: [
    {
      ...ada,
      fixed: false,
      priority: 0,
      weight: 1,
      lastBookedAt: "2026-11-19T08:00:00Z",
      schedule: [
        {
          ...ada.schedule,
          effective: { from: "2026-01-01", until: "2026-12-31" },
          overrides: [{ date: "2026-12-24", windows: [] }],
        },
        ada.schedule,
      ],
      timeOff: [{ start: "2026-11-26T00:00:00Z", end: "2026-11-27T00:00:00Z" }],
      unknown: [{ start: "2026-11-27T00:00:00Z", end: "2026-11-28T00:00:00Z" }],
      busy: [
        { start: "2026-11-25T10:00:00Z", end: "2026-11-25T11:00:00Z", kind: "outside", source: "ada@example.com" },
      ],
    },
  ],
};

/** The fields and messages of a refusal. */
function issuesOf(input: unknown): [field: string, message: string][] {
  const { error } = slotQuerySchema.safeParse(input);
  return (error?.issues ?? []).map(({ path, message }) => [path.join("."), message]);
}

test("turns instants into epoch milliseconds and keeps everything else", () => {
  expect(slotQuerySchema.parse(least)).toEqual({
    ...least,
    now: at("2026-11-20T08:00:00Z"),
    range: { start: at("2026-11-22T23:00:00Z"), end: at("2026-11-23T23:00:00Z") },
  });
  const query = slotQuerySchema.parse(everything);
  expect(query.hosts[0]?.busy?.[0]).toEqual({
    start: at("2026-11-25T10:00:00Z"),
    end: at("2026-11-25T11:00:00Z"),
    kind: "outside",
    source: "ada@example.com",
  });
  expect(query.limits?.[0]?.used?.[0]?.start).toBe(at("2026-11-23T09:00:00Z"));
});

test("what it reads can be answered", () => {
  expect(findSlots(slotQuerySchema.parse(everything))[0]).toEqual({
    start: at("2026-11-23T08:00:00Z"),
    end: at("2026-11-23T08:30:00Z"),
    hostIds: ["ada"],
    seatsRemaining: 5,
  });
});

test.each([
  [{ ...least, colour: "red" }, "", /colour/],
  [{ ...least, hosts: [{ ...ada, schedule: { ...ada.schedule, zone: "UTC" } }] }, "hosts.0.schedule", /zone/],
  [{ ...least, now: "2026-11-20T08:00:00" }, "now", /offset/],
  [{ ...least, now: "2026-02-30T08:00:00Z" }, "now", /YYYY-MM-DD|RFC 3339/],
  [{ ...least, range: { ...least.range, end: least.range.start } }, "range.end", /after the start/],
  [{ ...least, durationMinutes: "30" }, "durationMinutes", /number/],
  [{ ...least, durationMinutes: -30 }, "durationMinutes", /whole number/],
  [{ ...least, timeZone: "Mars/Olympus" }, "timeZone", /IANA/],
  [
    {
      ...least,
      hosts: [ada, { ...ada, id: "bob", schedule: [ada.schedule, { ...ada.schedule, timeZone: "GMT+25" }] }],
    },
    "hosts.1.schedule.1.timeZone",
    /IANA/,
  ],
  [{ ...least, assignment: { kind: "anyOf" } }, "assignment.count", /number/],
])("refuses %#, naming the field", (input, field, message) => {
  expect(issuesOf(input)).toEqual([[field, expect.stringMatching(message)]]);
});

/** Every place in a value, as the path that leads to it. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length === 0 && replacement === undefined) delete copy[key];
  else copy[key] = replaced(copy[key], rest, replacement);
  return copy;
}

test("never breaks, whatever stands in a field; what it lets through can be answered", () => {
  const junk = fc.oneof(
    fc.constantFrom(undefined, null, "", "24:30", "-1", -1, 0, 0.5, 1e9, 1e308, Number.NaN, Infinity, true, [], {}),
    fc.constantFrom("Mars/Olympus", "../../etc/passwd", "2026-02-30", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(everything)), junk, (path, replacement) => {
      const read = slotQuerySchema.safeParse(replaced(everything, path, replacement));
      if (read.success) findSlots(read.data);
      else expect(read.error.issues[0]?.message).not.toBe("");
    }),
    { seed: 28, numRuns: 2000 },
  );
});
