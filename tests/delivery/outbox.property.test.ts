import { isBookingError } from "@slotkit/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createOutboxWorld, type Fate, fates, type OutboxProcess, type OutboxWorld } from "./outbox-world.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const firstStart = Date.UTC(2026, 10, 23, 9);

/** What the model knows of a booking: what everybody outside has to believe in the end. */
interface Expected {
  start: number;
  isLive: boolean;
}

type Step =
  | { do: "book"; slot: number }
  | { do: "move"; which: number; slot: number }
  | { do: "cancel"; which: number }
  | { do: "fate"; fate: Fate }
  | { do: "wait"; ms: number }
  | { do: "outage"; ms: number }
  | { do: "crash"; which: number }
  | { do: "cutOff"; which: number; ms: number }
  | { do: "retry" }
  | { do: "ignore" };

const which = fc.nat(20);
const slot = fc.nat(12);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("book" as const), slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("move" as const), which, slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fc.constantFrom(...fates) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(0, 1, 100, secondMs, 8 * secondMs, 31 * secondMs, 2 * minuteMs, hourMs),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("outage" as const),
      ms: fc.constantFrom(secondMs, 30 * secondMs, 5 * minuteMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("cutOff" as const),
      which,
      ms: fc.constantFrom(30 * secondMs, 90 * secondMs, 5 * minuteMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("retry" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("ignore" as const) }) },
);

/** Plays the steps, lets everything heal, and audits what the outside holds against the model. */
async function play(steps: readonly Step[]): Promise<void> {
  const world = createOutboxWorld();
  const processes = [await world.startProcess(), await world.startProcess()];
  const expected = new Map<string, Expected>();
  const alive = () => processes.filter(({ isDead }) => !isDead);
  const [any] = alive();
  const operator = () => alive()[0] ?? (any as OutboxProcess);

  for (const step of steps) {
    await perform(step);
    expect(world.defects).toEqual([]);
  }
  world.fates.length = 0;
  await heal(world, operator);
  await audit(world, operator(), expected);
  await stopAll(world, alive());

  async function perform(step: Step): Promise<void> {
    const { slotkit } = operator();
    const uids = [...expected.keys()];
    const uid = "which" in step ? uids[step.which % Math.max(1, uids.length)] : undefined;
    switch (step.do) {
      case "book": {
        const start = firstStart + step.slot * 30 * minuteMs;
        const attendee = { name: "Grace Example", email: "grace@example.org" };
        const made = await allowed(world, slotkit.book({ eventType: "intro", start, attendee }));
        if (made) expected.set(made.booking.uid, { start, isLive: true });
        return;
      }
      case "move": {
        const start = firstStart + step.slot * 30 * minuteMs;
        const moved = uid && (await allowed(world, slotkit.reschedule({ uid, start })));
        if (moved) expected.set(moved.booking.uid, { start, isLive: true });
        return;
      }
      case "cancel": {
        const cancelled = uid && (await allowed(world, slotkit.cancel({ uid })));
        if (cancelled) expected.set(cancelled.booking.uid, { start: cancelled.booking.start, isLive: false });
        return;
      }
      case "fate":
        world.fates.push(step.fate);
        return;
      case "wait":
        return pass(world, step.ms);
      case "outage":
        for (const { connection } of alive()) connection.isDown = true;
        await pass(world, step.ms);
        for (const { connection } of alive()) connection.isDown = false;
        // Whoever has outcomes to write goes first: without this a takeover right after would be told apart by nobody.
        return pass(world, 3 * secondMs);
      case "crash": {
        const victim = processes[step.which % processes.length];
        if (!victim || victim.isDead) return;
        world.kill(victim);
        processes.push(await world.startProcess());
        return;
      }
      case "cutOff": {
        const victim = processes[step.which % processes.length];
        if (!victim || victim.isDead) return;
        return world.cutOff(victim, step.ms);
      }
      case "retry":
        await slotkit.retrySync({ matching: {} });
        return;
      case "ignore":
        await slotkit.ignoreSync({ matching: { states: ["manual"] } });
        return;
      default:
        return step satisfies never;
    }
  }
}

/** Lets time pass now and then until a change is made: it may have to wait its turn. */
async function within<T>({ clock }: OutboxWorld, change: Promise<T>): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  change.then(end, end);
  for (let turns = 1; !settled && turns < 100_000; turns++) await clock.advance(turns % 50 === 0 ? 10 : 0);
  expect(settled).toBe(true);
  return change;
}

/** However long they take to end what is under way. */
async function stopAll(world: OutboxWorld, processes: readonly OutboxProcess[]): Promise<void> {
  let stopped = false;
  const stops = Promise.all(processes.map(({ slotkit }) => slotkit.stop())).then(() => {
    stopped = true;
  });
  for (let second = 0; second < 600 && !stopped; second++) await world.clock.advance(secondMs);
  await stops;
}

/** Null when a rule of booking stood against it: the slot was taken, the booking is over. */
async function allowed<T>(world: OutboxWorld, change: Promise<T>): Promise<T | null> {
  try {
    return await within(world, change);
  } catch (error) {
    if (isBookingError(error) && error.code !== "internal") return null;
    throw error;
  }
}

/** In steps, because links in mails are derived outside of the clock's time. */
async function pass({ clock }: OutboxWorld, ms: number): Promise<void> {
  const stepMs = Math.max(1, ms / 20);
  for (let passed = 0; passed < ms; passed += stepMs) await clock.advance(stepMs);
}

/** Everything works again; operators have all that was parked or let be tried once more. */
async function heal(world: OutboxWorld, operator: () => OutboxProcess): Promise<void> {
  await pass(world, 2 * minuteMs);
  await operator().slotkit.retrySync({ matching: { states: ["manual", "waiting", "ignored"] } });
  for (let minute = 0; minute < 90; minute++) {
    await pass(world, minuteMs);
    if ((await world.storage.nextEffectAt()) === null) return;
  }
}

async function audit(world: OutboxWorld, { slotkit }: OutboxProcess, expected: Map<string, Expected>): Promise<void> {
  expect(world.defects).toEqual([]);
  expect(await world.storage.nextEffectAt()).toBe(null);
  const live = [...expected].filter(([, { isLive }]) => isLive);
  const byUid = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) => (a[0] < b[0] ? -1 : 1);
  // One event for each live booking, in its calendar and at its time; none for any other.
  const events = [...world.calendar.events.values()].map(
    ({ uid, calendarId, start }) => [uid, calendarId, start] as const,
  );
  const stored = await Promise.all(live.map(async ([uid]) => (await slotkit.getBooking(uid)).booking));
  const wanted = stored.map(({ uid, calendarId, start }) => [uid, calendarId, start] as const);
  expect([...events].sort(byUid)).toEqual([...wanted].sort(byUid));
  expect(stored.map(({ uid, start }) => [uid, start]).sort()).toEqual(
    live.map(([uid, { start }]) => [uid, start]).sort(),
  );
  // One contact, which knows the last version of every booking.
  const contacts = [...world.crm.contacts.values()];
  expect(contacts.length).toBe(Math.min(1, expected.size));
  for (const [uid, { start, isLive }] of expected) {
    const { booking, sync } = await slotkit.getBooking(uid);
    expect(contacts[0]?.bookings.get(uid)).toMatchObject({ version: booking.version, start });
    expect(sync).toEqual({ calendar: "synced", crm: "synced", mail: "synced" });
    expect(booking).toMatchObject({
      calendarSynced: true,
      crmSynced: true,
      requiresManualCalendarSync: false,
      requiresManualCrmSync: false,
    });
    // The attendee's last mail says what holds.
    const last = world.notifier.sent.findLast((mail) => mail.audience === "attendee" && mail.booking.uid === uid);
    expect([last?.booking.start, last?.kind === "cancelled"]).toEqual([start, !isLive]);
  }
  // No mail twice, but where nobody could know that the first had arrived.
  const ids = world.notifier.sent.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  expect(twice.filter((id) => !world.excused.has(id))).toEqual([]);
}

it("ends with the outside knowing every booking as it is, whatever befell deliveries, workers, storage and clock", async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), play), { numRuns: 60 });
}, 120_000);
