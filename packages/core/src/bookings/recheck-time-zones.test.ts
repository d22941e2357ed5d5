import { type Booking, formatInstant, type SlotKit, type Storage } from "@slotkit/core";
import { makeBooking } from "@slotkit/testing/conformance";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { offsetMsAt } from "../time/time-zone.ts";
import { tzdbVersion } from "../time/tzdb-version.ts";
import { instantsOfWall, type ZoneRules } from "../time/zone-rules.ts";
import { type RuleChange, ruleChanges, rulesOf } from "./zone-rule-changes.fixture.ts";

const minuteMs = 60_000;
const halfHourMs = 30 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

/**
 * Books wall times under some rules, one booking each, and says what was agreed.
 *
 * @param showing - Of a wall time that the clock shows twice: 0 the first, 1 the second; what is shown once has no second.
 */
async function agree(
  storage: Storage,
  zone: string,
  walls: readonly number[],
  rules: ZoneRules,
  changes: Partial<Booking> = {},
  showing = 0,
) {
  const agreed = new Map<string, number>();
  const client = storage.forClient("default");
  for (const wall of walls) {
    const start = instantsOfWall(rules, zone, wall)[showing];
    if (start === undefined) continue;
    const uid = `bk_${agreed.size}${changes.hostIds?.[0] ?? ""}`;
    const offsetMinutes = (wall - start) / minuteMs;
    const end = start + halfHourMs;
    const booking = makeBooking({
      clientId: "default",
      uid,
      start,
      end,
      timeZone: zone,
      localStart: localText(wall, offsetMinutes),
      tzdbVersion: "older",
      ...changes,
    });
    await client.transaction([], async (tx) => {
      await tx.bookings.insert(booking);
      const claim = { start, end, kind: "booking", ownerUid: uid, expiresAt: null } as const;
      await tx.claims.insert(booking.hostIds.map((hostId) => ({ ...claim, hostId })));
    });
    agreed.set(uid, wall);
  }
  return agreed;
}

function localText(wall: number, offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${new Date(wall).toISOString().slice(0, 19)}${offsetMinutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/** Every half hour of the two days around each clock change of either side, and a morning of every fifth day. */
function wallsOf({ from, until, before, after }: RuleChange): number[] {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const walls = new Set<number>();
  for (const side of [before, after]) {
    for (const [at] of side.slice(1) as readonly (readonly [string, number])[]) {
      const day = Math.floor(Date.parse(at) / dayMs) * dayMs;
      for (let wall = day - dayMs; wall < day + 2 * dayMs; wall += halfHourMs) walls.add(wall);
    }
  }
  for (let wall = start + dayMs + 10 * 2 * halfHourMs; wall < end; wall += 5 * dayMs) walls.add(wall);
  return [...walls].filter((wall) => wall > start + dayMs && wall < end - dayMs).sort((a, b) => a - b);
}

const compose = (at: number) => composeForTest({ startMs: at });
const bookingOf = async (slotkit: SlotKit, uid: string) => (await slotkit.getBooking(uid)).booking;

describe("a replay of every change of clock rules since 2022b, and of Samoa's in 2021b", () => {
  it.each(ruleChanges.map((change) => [change.release, change.zone, change] as const))(
    "%s keeps every agreed wall time of %s and lists every instant that moved",
    async (_release, zone, change) => {
      const { slotkit, storage } = compose(Date.parse(change.from));
      const [before, after] = [rulesOf(change, change.before), rulesOf(change, change.after)];
      // Bookings without a break stand in a row with one host. What the new rules skip has no room in it, nor have the
      // second showings of an hour that the old ones repeat: each of these gets a host of its own.
      const exists = (wall: number) => instantsOfWall(after, zone, wall).length > 0;
      const walls = wallsOf(change);
      const agreed = new Map([
        ...(await agree(storage, zone, walls.filter(exists), before)),
        ...(await agree(
          storage,
          zone,
          walls.filter((wall) => !exists(wall)),
          before,
          { hostIds: ["bob"] },
        )),
        ...(await agree(storage, zone, walls, before, { hostIds: ["carol"] }, 1)),
      ]);

      const report = await slotkit.recheckTimeZones({ rules: after });
      expect(report).toMatchObject({ checked: agreed.size, overlapping: [], failed: [], tzdbVersion: change.release });

      const moved = new Map(report.moved.map((one) => [one.uid, one]));
      const skipped = new Set(report.unresolved.map(({ uid }) => uid));
      let kept = 0;
      for (const [uid, wall] of agreed) {
        const booking = await bookingOf(slotkit, uid);
        if (instantsOfWall(after, zone, wall).length === 0) {
          // The new rules skip this wall time: nobody can keep it, and it is named.
          expect(skipped.has(uid)).toBe(true);
          continue;
        }
        expect(booking.start + after.offsetMsAt(zone, booking.start)).toBe(wall);
        expect(booking.localStart).toBe(localText(wall, (wall - booking.start) / minuteMs));
        expect(booking.end - booking.start).toBe(halfHourMs);
        const was = moved.get(uid);
        expect(was === undefined).toBe(booking.version === 1);
        if (was) expect([was.to, was.from === was.to]).toEqual([booking.start, false]);
        kept++;
      }
      expect(moved.size).toBeGreaterThan(0);
      expect(kept + skipped.size).toBe(agreed.size);

      const claims = await storage
        .forClient("default")
        .claims.overlapping(["ada", "bob", "carol"], 0, Number.MAX_SAFE_INTEGER, 0);
      expect(claims).toHaveLength(agreed.size);
      const again = await slotkit.recheckTimeZones({ rules: after });
      expect(again).toMatchObject({ moved: [], overlapping: [], failed: [], unresolved: report.unresolved });
    },
  );

  it("goes by the rules that this runtime has, too, wherever it knows them", () => {
    const version = tzdbVersion();
    // A runtime that is older than a release, or does not tell its own, cannot confirm what the release says.
    const confirmed = ruleChanges.filter(
      ({ release, isTakenBack }) => !isTakenBack && version !== null && release <= version,
    );
    for (const change of confirmed) {
      const after = rulesOf(change, change.after);
      const end = Date.parse(change.until);
      for (let at = Date.parse(change.from); at < end; at += halfHourMs) {
        if (offsetMsAt(change.zone, at) === after.offsetMsAt(change.zone, at)) continue;
        throw new Error(`${change.release}: ${change.zone} is told otherwise at ${new Date(at).toISOString()}`);
      }
    }
    expect(version === null || version < "2026c" || confirmed.length === ruleChanges.length - 1).toBe(true);
  });
});

describe("rechecking", () => {
  const mexico = ruleChanges.find(({ zone }) => zone === "America/Mexico_City") as RuleChange;
  const zone = mexico.zone;
  const [older, newer] = [rulesOf(mexico, mexico.before), rulesOf(mexico, mexico.after)];
  const wall = Date.UTC(2023, 5, 1, 10);
  const at = Date.UTC(2022, 10, 6);
  const on = (hour: number, minute = 0) => Date.UTC(2023, 5, 1, hour, minute);

  /** Told to everybody under the older rules. */
  async function delivered(walls = [wall]): Promise<TestComposition & { agreed: Map<string, number> }> {
    const parts = compose(at);
    const agreed = await agree(parts.storage, zone, walls, older, { calendarId: "ada@example.com" });
    for (const uid of agreed.keys()) await parts.slotkit.changeGuests({ uid, add: ["bob@example.org"] });
    await parts.slotkit.deliver();
    return { ...parts, agreed };
  }

  it("moves the one event, and says so by mail and to the CRM", async () => {
    const { slotkit, calendar, crm, agreed } = await delivered();
    const [uid = ""] = agreed.keys();
    const before = await bookingOf(slotkit, uid);
    const { moved } = await slotkit.recheckTimeZones({ rules: newer });
    const to = before.start + 2 * halfHourMs;
    expect(moved).toEqual([
      { clientId: "default", uid, timeZone: zone, localStart: "2023-06-01T10:00:00-05:00", from: before.start, to },
    ]);
    expect(await bookingOf(slotkit, uid)).toMatchObject({
      localStart: "2023-06-01T10:00:00-06:00",
      tzdbVersion: "2022f",
      version: before.version + 1,
      generation: before.generation,
      reason: "The clock rules of America/Mexico_City have changed; the agreed local time stays.",
    });
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ start }) => start)).toEqual([to]);
    expect([...crm.contacts.values()][0]?.bookings.get(uid)?.start).toBe(to);
    expect((await slotkit.getBooking(uid)).sync).toMatchObject({ calendar: "synced", crm: "synced" });
  });

  it("tells people who were told the older instant", async () => {
    const parts = composeForTest({ startMs: Date.UTC(2026, 8, 1), eventType: { timeZone: "Africa/Casablanca" } });
    const { slotkit, notifier } = parts;
    const start = Date.UTC(2026, 9, 12, 9);
    const { booking } = await slotkit.book({
      eventType: "intro",
      start,
      attendee: { name: "Grace Example", email: "grace@example.org" },
    });
    await slotkit.deliver();
    const { length } = notifier.sent;
    // As if the runtime had been older at the booking: its zone then was an hour ahead.
    const rules: ZoneRules = {
      version: "next",
      offsetMsAt: (name, instant) => offsetMsAt(name, instant) + 2 * halfHourMs,
    };
    await slotkit.recheckTimeZones({ rules });
    await slotkit.deliver();
    const news = notifier.sent.slice(length);
    expect(news.map(({ kind, previousStart }) => [kind, previousStart])).toEqual([
      ["rescheduled", start],
      ["rescheduled", start],
    ]);
    expect(news[0]?.booking.start).toBe(booking.start - 2 * halfHourMs);
  });

  it("moves whole rows of bookings, each into the room the one before it left, both ways", async () => {
    const row = Array.from({ length: 20 }, (_, index) => on(8) + index * halfHourMs);
    for (const [from, to] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const { slotkit, storage } = compose(at);
      await agree(storage, zone, row, from);
      const report = await slotkit.recheckTimeZones({ rules: to });
      expect([report.moved.length, report.overlapping, report.failed]).toEqual([20, [], []]);
    }
  });

  it("never lets claims overlap: a booking whose new time is taken stays, is named, and follows once there is room", async () => {
    const { slotkit, storage } = compose(at);
    const [uid = ""] = (await agree(storage, zone, [wall], older)).keys();
    // Agreed in a zone that did not change, where the other will have to go.
    const other = await storage.forClient("default").transaction([], async (tx) => {
      const start = wall + 12 * halfHourMs;
      const blocker = makeBooking({
        clientId: "default",
        uid: "bk_utc",
        start,
        end: start + halfHourMs,
        timeZone: zone,
        localStart: localText(wall, -360),
      });
      await tx.bookings.insert(blocker);
      const { hostIds, end } = blocker;
      await tx.claims.insert(
        hostIds.map((hostId) => ({ hostId, start, end, kind: "booking", ownerUid: "bk_utc", expiresAt: null })),
      );
      return blocker;
    });
    const first = await slotkit.recheckTimeZones({ rules: newer });
    expect(first.moved).toEqual([]);
    expect(first.overlapping).toMatchObject([{ uid, to: other.start, takenBy: ["bk_utc"] }]);
    expect(await bookingOf(slotkit, uid)).toMatchObject({ version: 1, start: other.start - 2 * halfHourMs });
    await slotkit.cancel({ uid: "bk_utc" });
    expect((await slotkit.recheckTimeZones({ rules: newer })).moved).toMatchObject([{ uid }]);
  });

  it("changes nothing in a dry run, and nothing of what is over or cancelled", async () => {
    const { slotkit, clock, agreed } = await delivered([wall, on(14)]);
    const [first = "", second = ""] = agreed.keys();
    await slotkit.cancel({ uid: second });
    const dry = await slotkit.recheckTimeZones({ rules: newer, dryRun: true });
    expect(dry.moved.map(({ uid }) => uid)).toEqual([first]);
    expect((await bookingOf(slotkit, first)).version).toBe(2);
    await clock.advance(Date.UTC(2023, 5, 3) - clock.now());
    expect(await slotkit.recheckTimeZones({ rules: newer })).toMatchObject({ checked: 0, moved: [] });
  });

  it("names a wall time that the new rules skip, and a zone they do not know, and leaves both", async () => {
    const cairo = ruleChanges.find((change) => change.zone === "Africa/Cairo") as RuleChange;
    const { slotkit, storage } = compose(Date.parse(cairo.from));
    const skippedWall = Date.UTC(2023, 3, 28, 0, 30);
    await agree(storage, "Africa/Cairo", [skippedWall], rulesOf(cairo, cairo.before));
    const { unresolved } = await slotkit.recheckTimeZones({ rules: rulesOf(cairo, cairo.after) });
    expect(unresolved).toMatchObject([{ uid: "bk_0", cause: "skipped", localStart: "2023-04-28T00:30:00+02:00" }]);
    await storage.forClient("default").transaction([], async (tx) => {
      const booking = await tx.bookings.find("bk_0");
      if (booking) await tx.bookings.update({ ...booking, timeZone: "Atlantis/Deep" }, booking.version);
    });
    expect((await slotkit.recheckTimeZones()).unresolved).toMatchObject([{ uid: "bk_0", cause: "unknown_zone" }]);
  });

  it("keeps the hour that was agreed of the two in a repeated one", async () => {
    const zoneName = "Europe/Berlin";
    const { slotkit, storage } = compose(Date.UTC(2027, 9, 1));
    const second = Date.UTC(2027, 9, 31, 1, 30);
    const booking = makeBooking({
      clientId: "default",
      start: second,
      end: second + halfHourMs,
      timeZone: zoneName,
      localStart: formatInstant(second, zoneName),
    });
    await storage.forClient("default").transaction([], (tx) => tx.bookings.insert(booking));
    expect(booking.localStart).toBe("2027-10-31T02:30:00+01:00");
    expect(await slotkit.recheckTimeZones()).toMatchObject({ checked: 1, moved: [], unresolved: [] });
  });

  it("is done once by several processes at the same time", async () => {
    const { slotkit, storage } = compose(at);
    await agree(storage, zone, [on(8), on(9), on(10), on(11)], older);
    const reports = await Promise.all([1, 2, 3].map(() => slotkit.recheckTimeZones({ rules: newer })));
    expect(reports.reduce((sum, { moved }) => sum + moved.length, 0)).toBe(4);
    expect((await bookingOf(slotkit, "bk_0")).version).toBe(2);
  });
});
