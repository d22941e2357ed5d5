import { type CatalogOptions, ConfigurationError, memoryStorage, type SlotKit, storedCatalog } from "@slotkit/core";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };

const seed = (): CatalogOptions => ({
  schedules: [{ id: "office", timeZone: "Europe/Berlin", weekly: { monday: [{ start: "09:00", end: "17:00" }] } }],
  hosts: ["ada", "bob"].map((id) => ({
    id,
    name: `${id} Example`,
    email: `${id}@example.com`,
    schedule: "office",
    calendars: { destination: `${id}@example.com` },
  })),
  eventTypes: [{ slug: "intro", title: "Introduction", location: "Video call", durationMinutes: 30, hosts: ["ada"] }],
});

async function compose(): Promise<TestComposition> {
  const composition = composeForTest({ options: { catalog: storedCatalog({ seed: seed() }) } });
  await composition.slotkit.migrate();
  return composition;
}

const book = (slotkit: SlotKit, at = start) => slotkit.book({ eventType: "intro", start: at, attendee });

describe("storedCatalog", () => {
  it("is filled from its seed once, and keeps what was edited after", async () => {
    const { slotkit } = await compose();
    expect((await slotkit.listEventTypes()).map(({ slug }) => slug)).toEqual(["intro"]);
    await slotkit.catalog.eventTypes.remove("intro");
    await slotkit.migrate();
    expect(await slotkit.listEventTypes()).toEqual([]);
  });

  it("refuses a wrong seed at start-up, naming the field", () => {
    const wrong = { ...seed(), hosts: [] };
    expect(() => storedCatalog({ seed: wrong })).toThrow(ConfigurationError);
    expect(() => storedCatalog({ seed: wrong })).toThrow("storedCatalog.seed.eventTypes.0.hosts.0");
  });

  it("shows a change of one process to every other at the next question", async () => {
    const storage = memoryStorage();
    const make = () =>
      composeForTest({ storage: () => storage, options: { catalog: storedCatalog({ seed: seed() }) } });
    const [one, other] = [make().slotkit, make().slotkit];
    await one.migrate();
    expect((await other.getEventType("intro")).title).toBe("Introduction");
    await one.catalog.eventTypes.update("intro", { title: "First talk" });
    expect((await other.getEventType("intro")).title).toBe("First talk");
    await one.catalog.schedules.update("office", { weekly: {} });
    expect((await other.getEventType("intro")).hosts[0]?.schedules).toEqual([
      { id: "office", timeZone: "Europe/Berlin", weekly: {} },
    ]);
  });

  it("goes by the event type of the moment of the commit", async () => {
    const { slotkit, calendar } = await compose();
    const readBusy = calendar.readBusy.bind(calendar);
    let edits = 0;
    // Between the reading of the event type and the commit somebody makes it longer.
    calendar.readBusy = async (...request) => {
      if (edits++ === 0) await slotkit.catalog.eventTypes.update("intro", { durationMinutes: 60 });
      return readBusy(...request);
    };
    const { booking } = await book(slotkit);
    expect((booking.end - booking.start) / minuteMs).toBe(60);
  });

  it("gives a booking up as busy when the catalog does not come to rest", async () => {
    const { slotkit, calendar } = await compose();
    const readBusy = calendar.readBusy.bind(calendar);
    let edits = 0;
    calendar.readBusy = async (...request) => {
      await slotkit.catalog.eventTypes.update("intro", { title: `Title ${edits++}` });
      return readBusy(...request);
    };
    await expect(book(slotkit)).rejects.toMatchObject({ code: "busy", retryAfterSeconds: 1 });
    expect(await slotkit.listBookings({})).toEqual([]);
  });
});

describe("a deleted host", () => {
  it("keeps the name for the bookings of thirty days, and then nothing but the id", async () => {
    const { slotkit, clock, storage } = await compose();
    const { booking } = await book(slotkit);
    await clock.advance(4 * 24 * 60 * minuteMs);
    await slotkit.catalog.eventTypes.update("intro", { hosts: ["bob"] });
    await slotkit.catalog.hosts.remove("ada");
    const nameOfHost = async () => (await slotkit.getBooking(booking.uid)).hosts[0]?.name;
    await clock.advance(30 * 24 * 60 * minuteMs);
    await slotkit.prune();
    expect(await nameOfHost()).toBe("ada Example");
    await clock.advance(1);
    expect(await slotkit.prune()).toBe(1);
    expect(await nameOfHost()).toBe("ada");
    expect(await slotkit.prune()).toBe(0);
    const document = await storage.forClient("default").catalog.find("host", "ada");
    expect(document?.options).toEqual({ id: "ada", name: "ada", schedule: "office", active: false });
    // Somebody may have the id after that.
    await slotkit.catalog.hosts.create({ id: "ada", name: "Another Ada", schedule: "office" });
    expect(await nameOfHost()).toBe("Another Ada");
  });
});

describe("the catalog editor", () => {
  it("creates, reads, lists, replaces, changes and deletes", async () => {
    const { slotkit, clock } = await compose();
    const { schedules } = slotkit.catalog;
    const created = await schedules.create({ id: "nights", timeZone: "UTC", weekly: {} });
    expect(created).toMatchObject({ id: "nights", version: 1, createdAt: clock.now(), updatedAt: clock.now() });
    expect((await schedules.list()).map(({ id }) => id)).toEqual(["nights", "office"]);
    expect((await schedules.list({ limit: 1, after: "nights" })).map(({ id }) => id)).toEqual(["office"]);
    const windows = [{ start: "22:00", end: "24:00" }];
    const replaced = await schedules.replace("nights", { id: "nights", timeZone: "UTC", weekly: { friday: windows } });
    expect(replaced.version).toBe(2);
    const overrides = [{ date: "2026-12-24", windows: [] }];
    await schedules.update("nights", { overrides });
    expect((await schedules.get("nights")).options).toEqual({
      id: "nights",
      timeZone: "UTC",
      weekly: { friday: windows },
      overrides,
    });
    await schedules.update("nights", { overrides: null });
    expect((await schedules.get("nights")).options).not.toHaveProperty("overrides");
    await schedules.remove("nights");
    await expect(schedules.get("nights")).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuses a change that was made for an older version", async () => {
    const { slotkit } = await compose();
    const { hosts } = slotkit.catalog;
    await hosts.update("ada", { name: "Ada L. Example" }, { version: 1 });
    const conflict = { code: "version_conflict", errors: [{ field: "version", message: "is now 2" }] };
    await expect(hosts.update("ada", { name: "Ada" }, { version: 1 })).rejects.toMatchObject(conflict);
    await expect(hosts.replace("ada", seed().hosts[0]!, { version: 1 })).rejects.toMatchObject(conflict);
    await expect(hosts.remove("bob", { version: 7 })).rejects.toMatchObject({ code: "version_conflict" });
  });

  it.each<[string, (slotkit: SlotKit) => Promise<unknown>, string, string]>([
    [
      "an id that is taken",
      ({ catalog }) => catalog.schedules.create({ id: "office", timeZone: "UTC", weekly: {} }),
      "id",
      "is taken",
    ],
    [
      "a slug with a blank",
      ({ catalog }) => catalog.eventTypes.create({ ...seed().eventTypes[0]!, slug: "first talk" }),
      "slug",
      "must start with a letter or digit",
    ],
    [
      "another slug for what is there",
      ({ catalog }) => catalog.eventTypes.update("intro", { slug: "first" }),
      "slug",
      "cannot be changed",
    ],
    [
      "a window that ends before it begins",
      ({ catalog }) => catalog.schedules.update("office", { weekly: { monday: [{ start: "17:00", end: "09:00" }] } }),
      "weekly.monday.0.end",
      "give an end after the start",
    ],
    [
      "a host's schedule that there is not",
      ({ catalog }) => catalog.hosts.update("ada", { schedule: ["office", "nights"] }),
      "schedule",
      "names no schedule; use one of: office",
    ],
    [
      "a host that there is not",
      ({ catalog }) =>
        catalog.eventTypes.update("intro", { hosts: ["ada", "zoe"], assignment: { kind: "collective" } }),
      "hosts.1",
      "names no host; use one of: ada, bob",
    ],
    [
      "hosts without a choice among them",
      ({ catalog }) => catalog.eventTypes.update("intro", { hosts: ["ada", "bob"] }),
      "assignment",
      "several hosts need a choice",
    ],
    [
      "an option that does not exist",
      ({ catalog }) => catalog.hosts.update("ada", { colour: "red" } as object),
      "colour",
      "is not a known field",
    ],
    ["too long a page", ({ catalog }) => catalog.hosts.list({ limit: 201 }), "limit", "from 1 to 200"],
  ])("refuses %s, naming the field", async (_what, edit, field, message) => {
    const { slotkit } = await compose();
    const before = await slotkit.catalog.eventTypes.list();
    const refusal = await edit(slotkit).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "validation_failed", errors: [{ field }] });
    expect((refusal as { errors: { message: string }[] }).errors[0]?.message).toContain(message);
    expect(await slotkit.catalog.eventTypes.list()).toEqual(before);
  });

  it("never repeats what tells of a person", async () => {
    const { slotkit } = await compose();
    const refusal = await slotkit.catalog.hosts
      .update("ada", { name: "Grace\nExample", email: "grace at example" })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "validation_failed" });
    expect(JSON.stringify(refusal)).not.toMatch(/grace/i);
  });

  it("deletes nothing that something needs", async () => {
    const { slotkit } = await compose();
    const { schedules, hosts, eventTypes } = slotkit.catalog;
    const refusal = (message: string) => ({ code: "invalid_transition", message: expect.stringContaining(message) });
    await expect(schedules.remove("office")).rejects.toMatchObject(refusal("is the schedule of ada, bob"));
    await expect(hosts.remove("ada")).rejects.toMatchObject(refusal("takes part in intro"));
    const { booking } = await book(slotkit);
    await eventTypes.update("intro", { hosts: ["bob"] });
    await expect(hosts.remove("ada")).rejects.toMatchObject(refusal("is booked or held 1 times"));
    await slotkit.cancel({ uid: booking.uid });
    await hosts.remove("ada");
    await expect(hosts.get("ada")).rejects.toMatchObject({ code: "not_found" });
    expect((await slotkit.getBooking(booking.uid)).hosts).toEqual([{ id: "ada", name: "ada Example" }]);
  });

  it("offers no time of a host who is inactive, and nothing of an event type that is", async () => {
    const { slotkit } = await compose();
    const range = { eventType: "intro", start, end: start + 600 * minuteMs };
    expect((await slotkit.listSlots(range)).slots.length).toBeGreaterThan(0);
    await slotkit.catalog.hosts.update("ada", { active: false });
    expect((await slotkit.listSlots(range)).slots).toEqual([]);
    expect((await slotkit.getEventType("intro")).timeZone).toBe("Europe/Berlin");
    await slotkit.catalog.hosts.update("ada", { active: null });
    await slotkit.catalog.eventTypes.update("intro", { active: false });
    await expect(slotkit.listSlots(range)).rejects.toMatchObject({ code: "not_found" });
    await expect(book(slotkit)).rejects.toMatchObject({ code: "not_found" });
    expect(await slotkit.listEventTypes()).toEqual([]);
  });

  it("is closed where the catalog is described in code, but for reading", async () => {
    const { slotkit } = composeForTest();
    expect((await slotkit.catalog.eventTypes.get("intro")).options.title).toBe("Introduction");
    expect((await slotkit.catalog.hosts.list()).map(({ id, createdAt }) => [id, createdAt])).toEqual([["ada", null]]);
    await expect(slotkit.catalog.hosts.remove("ada")).rejects.toMatchObject({ code: "forbidden" });
    await expect(slotkit.catalog.eventTypes.update("intro", {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keeps the catalogs of clients apart", async () => {
    const { slotkit } = await compose();
    const acme = { clientId: "acme" };
    await expect(slotkit.catalog.hosts.get("ada", acme)).rejects.toMatchObject({ code: "not_found" });
    await expect(slotkit.catalog.hosts.remove("bob", acme)).rejects.toMatchObject({ code: "not_found" });
    await slotkit.catalog.schedules.create({ id: "office", timeZone: "UTC", weekly: {} }, acme);
    expect((await slotkit.catalog.schedules.get("office")).options.timeZone).toBe("Europe/Berlin");
  });
});

describe("bookings of what was changed or deleted", () => {
  it("can be moved and cancelled, and are told of by their names", async () => {
    const { slotkit, calendar, notifier } = await compose();
    const { booking } = await book(slotkit);
    await slotkit.deliver();
    await slotkit.catalog.eventTypes.remove("intro");
    await expect(slotkit.getEventType("intro")).rejects.toMatchObject({ code: "not_found" });
    expect((await slotkit.getBooking(booking.uid)).eventType.title).toBe("Introduction");
    await slotkit.reschedule({ uid: booking.uid, start: start + 60 * minuteMs });
    await slotkit.deliver();
    expect([...calendar.events.values()].map((event) => event.start)).toEqual([start + 60 * minuteMs]);
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
    expect(notifier.sent.filter(({ audience }) => audience === "host").map(({ kind }) => kind)).toEqual([
      "confirmed",
      "rescheduled",
      "cancelled",
    ]);
  });

  it("tell the host who has left the event type that they were cancelled", async () => {
    const { slotkit, notifier } = await compose();
    const { booking } = await book(slotkit);
    await slotkit.deliver();
    await slotkit.catalog.eventTypes.update("intro", { hosts: ["bob"] });
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    expect(notifier.sent.slice(2).map(({ kind, recipient }) => [kind, recipient.email])).toEqual([
      ["cancelled", "grace@example.org"],
      ["cancelled", "ada@example.com"],
    ]);
  });

  it("lets a deleted slug be used anew", async () => {
    const { slotkit } = await compose();
    await book(slotkit);
    await slotkit.catalog.eventTypes.remove("intro");
    const created = await slotkit.catalog.eventTypes.create({ ...seed().eventTypes[0]!, title: "Second" });
    expect(created.version).toBeGreaterThan(1);
    expect((await slotkit.getEventType("intro")).title).toBe("Second");
  });

  it("enqueue nothing when the configuration changes", async () => {
    const { slotkit, storage, notifier } = await compose();
    const { booking } = await book(slotkit);
    await slotkit.deliver();
    const sent = notifier.sent.length;
    const before = await storage.forClient("default").effects.ofSubjects([booking.uid]);
    await slotkit.catalog.eventTypes.update("intro", {
      title: "Other",
      durationMinutes: 60,
      requiresConfirmation: true,
    });
    await slotkit.catalog.hosts.update("ada", { email: "new@example.com", active: false });
    await slotkit.catalog.schedules.update("office", { weekly: {} });
    await slotkit.catalog.eventTypes.remove("intro");
    expect(await storage.forClient("default").effects.ofSubjects([booking.uid])).toEqual(before);
    expect(await slotkit.deliver()).toEqual({ delivered: 0, failed: 0 });
    expect(notifier.sent).toHaveLength(sent);
  });
});
