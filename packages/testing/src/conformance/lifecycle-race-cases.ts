import assert from "node:assert/strict";
import {
  type BookingOperations,
  createSlotKit,
  type EventTypeOptions,
  isBookingError,
  type SlotKit,
  type Storage,
  staticCatalog,
} from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { allClaims, minute, times } from "./storage-fixtures.ts";

const hour = 60 * minute;
const day = 24 * hour;
const hosts = ["ada", "bob", "carol"];

/** Whole lives of bookings on the storage, many at once: every way into a state that takes time is the one road. */
export const lifecycleRaceCases: readonly StorageCase[] = [
  {
    name: "race: of 40 who ask for one time that waits for approval one gets it, and of 40 approvals one counts",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts: ["ada"], requiresConfirmation: true });
      const start = await tomorrow(storage);
      const asked = await Promise.all(
        times(40, (index) => outcomeOf(book(slotkit, start + (index % 3) * 10 * minute))),
      );
      assert.deepEqual(countOf(asked), { done: 1, slot_unavailable: 39 });
      const [pending] = await slotkit.listBookings({});
      assert.equal(pending?.booking.status, "pending");
      const { uid } = pending.booking;
      const approved = await Promise.all(times(40, () => outcomeOf(slotkit.confirm({ uid }))));
      assert.deepEqual(countOf(approved), { done: 1, invalid_transition: 39 });
      await assertApart(slotkit, storage);
    },
  },
  {
    name: "race: an approval and a refusal of one booking end in one of the two, and claims follow",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts: ["ada"], requiresConfirmation: true });
      const start = await tomorrow(storage);
      for (const round of times(5, (index) => index)) {
        const { booking } = await book(slotkit, start + round * hour);
        const { uid } = booking;
        const ends = await Promise.all([slotkit.confirm({ uid }), slotkit.decline({ uid })].map(outcomeOf));
        assert.deepEqual(countOf(ends), { done: 1, invalid_transition: 1 });
      }
      await assertApart(slotkit, storage);
    },
  },
  {
    name: "race: of two bookings given to one host at one time one gets there, and nobody is left without a host",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts, assignment: { kind: "roundRobin" } });
      const start = await tomorrow(storage);
      for (const round of times(5, (index) => index)) {
        const made = [await book(slotkit, start + round * hour), await book(slotkit, start + round * hour)];
        const taken = made.map(({ booking }) => booking.hostIds[0]);
        const toHostId = hosts.find((id) => !taken.includes(id)) ?? "";
        const ends = await Promise.all(
          made.map(({ booking }) => outcomeOf(slotkit.reassign({ uid: booking.uid, toHostId }))),
        );
        assert.deepEqual(countOf(ends), { done: 1, slot_unavailable: 1 });
      }
      await assertApart(slotkit, storage);
    },
  },
  {
    name: "race: hosts handed round while others book never have two bookings at one time",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts, assignment: { kind: "roundRobin" } });
      const start = await tomorrow(storage);
      const { booking } = await book(slotkit, start);
      const attempts = times(18, (index) =>
        outcomeOf(
          index % 2 === 0
            ? book(slotkit, start + (index % 4) * 10 * minute)
            : slotkit.reassign({ uid: booking.uid, toHostId: hosts[index % 3] ?? "" }),
        ),
      );
      await Promise.all(attempts);
      await assertApart(slotkit, storage);
    },
  },
  {
    name: "race: two bookings that want each other's time both keep theirs, and both move once it is free",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts: ["ada"] });
      const start = await tomorrow(storage);
      const [one, other] = [await book(slotkit, start), await book(slotkit, start + hour)];
      const swap = await Promise.all([
        outcomeOf(slotkit.reschedule({ uid: one.booking.uid, start: start + hour })),
        outcomeOf(slotkit.reschedule({ uid: other.booking.uid, start })),
      ]);
      assert.deepEqual(countOf(swap), { slot_unavailable: 2 });
      await slotkit.reschedule({ uid: one.booking.uid, start: start + 2 * hour });
      await slotkit.reschedule({ uid: other.booking.uid, start });
      await slotkit.reschedule({ uid: one.booking.uid, start: start + hour });
      await assertApart(slotkit, storage);
    },
  },
  {
    name: "race: series that overlap in one of their times are stored whole or not at all",
    async run({ storage }) {
      const slotkit = compose(storage, { hosts: ["ada"], recurring: { maxCount: 5 } });
      const start = await tomorrow(storage);
      const recurrence = { frequency: "daily", count: 4 } as const;
      const attempts = times(16, (index) =>
        outcomeOf(book(slotkit, start + (index % 4) * day + (index % 3) * 10 * minute, { recurrence })),
      );
      const { done = 0 } = countOf(await Promise.all(attempts));
      const stored = await slotkit.listBookings({ limit: 200 });
      assert.ok(done > 0);
      assert.equal(stored.length, 4 * done);
      await assertApart(slotkit, storage);
    },
  },
];

/** Hosts who are always there, so that only claims stand in the way. */
function compose(storage: Storage, eventType: Pick<EventTypeOptions, "hosts"> & Partial<EventTypeOptions>): SlotKit {
  const always = [{ start: "00:00", end: "24:00" }];
  const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
  return createSlotKit({
    storage,
    catalog: staticCatalog({
      schedules: [
        { id: "always", timeZone: "UTC", weekly: Object.fromEntries(weekdays.map((name) => [name, always])) },
      ],
      hosts: hosts.map((id) => ({ id, name: id, schedule: "always" })),
      eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 30, intervalMinutes: 10, ...eventType }],
    }),
    calendar: false,
    crm: false,
    notifications: false,
    secret: new Uint8Array(32).fill(7),
  });
}

/** The first instant of a day that is not today. */
async function tomorrow(storage: Storage): Promise<number> {
  return (Math.floor((await storage.now()) / day) + 2) * day;
}

function book(slotkit: SlotKit, start: number, more: Partial<Parameters<BookingOperations["book"]>[0]> = {}) {
  const attendee = { name: "Grace Example", email: "grace@example.org" };
  return slotkit.book({ eventType: "intro", start, attendee, ...more });
}

/** `done`, or the code of the refusal; any other failure stays one. */
async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "done";
  } catch (error) {
    if (isBookingError(error)) return error.code;
    throw error;
  }
}

function countOf(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Compares every pair of live bookings, and the claims with the bookings they stand for. */
async function assertApart(slotkit: SlotKit, storage: Storage): Promise<void> {
  const live = (await slotkit.listBookings({ limit: 200 }))
    .map(({ booking }) => booking)
    .filter(({ status }) => status === "pending" || status === "confirmed");
  for (const one of live) {
    for (const other of live) {
      const shared = one.hostIds.filter((id) => other.hostIds.includes(id));
      const overlap = one !== other && one.start < other.end && other.start < one.end && shared.length > 0;
      assert.ok(!overlap, `${one.uid} and ${other.uid} share ${shared.join(", ")}`);
    }
  }
  const wanted = live.flatMap(({ uid, start, end, hostIds }) => hostIds.map((id) => `${uid} ${id} ${start} ${end}`));
  const claims = await allClaims(storage.forClient("default"), hosts);
  assert.deepEqual(
    claims.map(({ ownerUid, hostId, start, end }) => `${ownerUid} ${hostId} ${start} ${end}`).sort(),
    wanted.sort(),
  );
}
