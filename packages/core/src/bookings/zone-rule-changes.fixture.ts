import type { ZoneRules } from "../time/zone-rules.ts";

/** Offset in minutes east of UTC at the beginning, then each instant at which it changes, with the new one. */
type Offsets = readonly [number, ...(readonly [instant: string, offsetMinutes: number])[]];

/** How one release of the time zone database changed what was known of the future of a zone. */
export interface RuleChange {
  release: string;
  zone: string;
  /** The dates for which both sides are written down; the first lies after the day on which the change was published. */
  from: string;
  until: string;
  before: Offsets;
  after: Offsets;
  /** A later release took it back. */
  isTakenBack?: true;
}

/**
 * Changes of clock rules as they came, the newest first: every release since 2022b, and 2021b for Samoa, that changed the
 * future of a zone that existed before it.
 *
 * Written down from the section "Changes to future timestamps" of the file NEWS of the tz database, release by release
 * (https://data.iana.org/time-zones/tzdb/NEWS), public domain. 2022c, 2024b, 2025b and 2025c changed the future of no
 * zone that bookings could already name.
 */
export const ruleChanges: readonly RuleChange[] = [
  {
    release: "2026c",
    zone: "America/Edmonton",
    from: "2026-10-01",
    until: "2027-03-01",
    before: [-360, ["2026-11-01T08:00Z", -420]],
    after: [-360],
  },
  {
    release: "2026c",
    zone: "Africa/Casablanca",
    from: "2026-09-01",
    until: "2027-01-31",
    before: [60],
    after: [60, ["2026-09-20T01:00Z", 0]],
  },
  {
    release: "2026b",
    zone: "America/Vancouver",
    from: "2026-10-01",
    until: "2027-03-01",
    before: [-420, ["2026-11-01T09:00Z", -480]],
    after: [-420],
  },
  {
    release: "2026a",
    zone: "Europe/Chisinau",
    from: "2026-03-10",
    until: "2026-12-01",
    before: [120, ["2026-03-29T00:00Z", 180], ["2026-10-25T00:00Z", 120]],
    after: [120, ["2026-03-29T01:00Z", 180], ["2026-10-25T01:00Z", 120]],
  },
  {
    release: "2025a",
    zone: "America/Asuncion",
    from: "2025-01-20",
    until: "2025-12-01",
    before: [-180, ["2025-03-23T03:00Z", -240], ["2025-10-05T04:00Z", -180]],
    after: [-180],
  },
  {
    release: "2024a",
    zone: "Asia/Almaty",
    from: "2024-02-05",
    until: "2024-06-01",
    before: [360],
    after: [360, ["2024-02-29T18:00Z", 300]],
  },
  {
    release: "2024a",
    zone: "Asia/Gaza",
    from: "2024-03-01",
    until: "2024-06-01",
    before: [120, ["2024-04-13T00:00Z", 180]],
    after: [120, ["2024-04-20T00:00Z", 180]],
  },
  {
    release: "2023d",
    zone: "America/Scoresbysund",
    from: "2024-01-15",
    until: "2024-12-15",
    before: [-60, ["2024-03-31T01:00Z", 0], ["2024-10-27T01:00Z", -60]],
    after: [-60, ["2024-10-27T01:00Z", -120]],
  },
  {
    release: "2023c",
    zone: "Asia/Beirut",
    from: "2023-03-30",
    until: "2023-06-01",
    before: [120, ["2023-04-20T22:00Z", 180]],
    after: [180],
  },
  {
    release: "2023b",
    zone: "Asia/Beirut",
    from: "2023-03-24",
    until: "2023-06-01",
    before: [120, ["2023-03-25T22:00Z", 180]],
    after: [120, ["2023-04-20T22:00Z", 180]],
    isTakenBack: true,
  },
  {
    release: "2023a",
    zone: "Africa/Cairo",
    from: "2023-04-01",
    until: "2023-12-01",
    before: [120],
    after: [120, ["2023-04-27T22:00Z", 180], ["2023-10-26T21:00Z", 120]],
  },
  {
    release: "2023a",
    zone: "Africa/Casablanca",
    from: "2023-04-01",
    until: "2023-06-01",
    before: [0, ["2023-04-30T02:00Z", 60]],
    after: [0, ["2023-04-23T02:00Z", 60]],
  },
  {
    release: "2023a",
    zone: "America/Nuuk",
    from: "2024-04-02",
    until: "2024-10-20",
    before: [-120],
    after: [-60],
  },
  {
    release: "2022g",
    zone: "America/Ojinaga",
    from: "2022-12-02",
    until: "2023-10-01",
    before: [-360],
    after: [-360, ["2023-03-12T08:00Z", -300]],
  },
  {
    release: "2022g",
    zone: "America/Nuuk",
    from: "2023-01-01",
    until: "2024-02-01",
    before: [-180, ["2023-03-26T01:00Z", -120], ["2023-10-29T01:00Z", -180]],
    after: [-180, ["2023-03-26T01:00Z", -120]],
  },
  {
    release: "2022f",
    zone: "America/Mexico_City",
    from: "2022-11-05",
    until: "2023-10-01",
    before: [-360, ["2023-04-02T08:00Z", -300]],
    after: [-360],
  },
  {
    release: "2022f",
    zone: "America/Chihuahua",
    from: "2022-10-29",
    until: "2023-03-01",
    before: [-360, ["2022-10-30T08:00Z", -420]],
    after: [-360],
  },
  {
    release: "2022f",
    zone: "Pacific/Fiji",
    from: "2022-11-01",
    until: "2023-01-10",
    before: [720, ["2022-11-12T14:00Z", 780]],
    after: [720],
  },
  {
    release: "2022e",
    zone: "Asia/Amman",
    from: "2022-10-20",
    until: "2023-02-01",
    before: [180, ["2022-10-27T22:00Z", 120]],
    after: [180],
  },
  {
    release: "2022e",
    zone: "Asia/Damascus",
    from: "2022-10-20",
    until: "2023-02-01",
    before: [180, ["2022-10-27T21:00Z", 120]],
    after: [180],
  },
  {
    release: "2022d",
    zone: "Asia/Gaza",
    from: "2022-10-20",
    until: "2022-11-30",
    before: [180, ["2022-10-28T22:00Z", 120]],
    after: [180, ["2022-10-28T23:00Z", 120]],
  },
  {
    release: "2022b",
    zone: "America/Santiago",
    from: "2022-08-20",
    until: "2022-10-01",
    before: [-240, ["2022-09-04T04:00Z", -180]],
    after: [-240, ["2022-09-11T04:00Z", -180]],
  },
  {
    release: "2022b",
    zone: "Asia/Tehran",
    from: "2022-10-01",
    until: "2023-09-01",
    before: [210, ["2023-03-21T20:30Z", 270]],
    after: [210],
  },
  {
    release: "2021b",
    zone: "Pacific/Apia",
    from: "2021-09-24",
    until: "2022-03-01",
    before: [780, ["2021-09-25T14:00Z", 840]],
    after: [780],
  },
];

/** One side of a change as rules; good for its dates alone. */
export function rulesOf({ release, zone }: RuleChange, [first, ...changes]: Offsets): ZoneRules {
  return {
    version: release,
    offsetMsAt(timeZone, instant) {
      if (timeZone !== zone) throw new Error(`These are rules of ${zone} alone.`);
      const minutes = changes.reduce((offset, [at, next]) => (instant >= Date.parse(at) ? next : offset), first);
      return minutes * 60_000;
    },
  };
}
