import { createSlotKit, isBookingError, type SlotKit, type Storage, staticCatalog, systemRandom } from "@slotkit/core";
import { auditRows } from "../simulator/audit/audit.ts";
import type { InterruptionFact } from "../simulator/audit/facts.ts";
import { findWrongMails } from "../simulator/audit/mails.ts";
import { findUntrueOutside } from "../simulator/audit/outside.ts";
import type { OutsideWorld } from "../simulator/outside/outside-world.ts";
import { plainWorld } from "../simulator/outside/plain-world.ts";
import type { OutsideLine } from "../simulator/server/outside-line.ts";
import { type FailurePoint, failAt } from "./failing-storage.ts";
import type { OpenPlace } from "./open-place.ts";
import type { Site, Work } from "./works.ts";

/** What came of it. */
export interface FailuresReport {
  /** Calls that were made to fail, by their names. */
  failed: readonly string[];
  violations: readonly string[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const mustTell = ["calendar", "crm", "mail"];
/** Far more calls than any work makes: one that goes on for ever shows. */
const mostCalls = 500;

/**
 * Does a work over and over, and each time another call to the storage fails, until none is left: first before the call
 * takes effect, then after it. After each failure nothing may be half-written; asked again, the work has to be done as if
 * nothing had happened; and in the end the outside has to show what is stored.
 *
 * @param spoil - Builds a defect into the storage, to see it noticed.
 */
export async function playFailures(
  place: OpenPlace,
  work: Work,
  spoil: (storage: Storage) => Storage = (storage) => storage,
): Promise<FailuresReport> {
  const failed: string[] = [];
  const violations: string[] = [];
  for (const phase of ["before", "after"] as const) {
    for (let call = 1; ; call++) {
      if (call > mostCalls) throw new Error(`${work.name} makes more than ${mostCalls} calls to the storage.`);
      const outcome = await playFailure(place, work, { call, phase }, spoil);
      const where = `${work.name}, call ${call} (${outcome.failed}) lost ${phase} its effect`;
      violations.push(...outcome.violations.map((says) => `${where}: ${says}`));
      if (outcome.failed === null) break;
      failed.push(outcome.failed);
    }
  }
  return { failed, violations };
}

async function playFailure(
  place: OpenPlace,
  work: Work,
  point: FailurePoint,
  spoil: (storage: Storage) => Storage,
): Promise<{ failed: string | null; violations: string[] }> {
  // A client of its own, so that one database serves thousands of failures.
  const clientId = `client-${crypto.randomUUID()}`;
  const now = () => place.clock.now();
  const start = Math.ceil(now() / dayMs) * dayMs + 20 * dayMs;
  const site: Site = { clientId, start, advance: place.advance };
  const outside = plainWorld(now);
  const kitOver = (storage: Storage) => compose(storage, clientId, place, outside);
  const whole = kitOver(spoil(place.storage));
  const violations: string[] = [];
  const audit = async () => {
    const rows = await place.rows(clientId);
    violations.push(...auditRows(rows, now(), mustTell).map(({ promise, says }) => `${promise}: ${says}`));
    return rows;
  };

  const state = await work.prepare(whole, site);
  const failing = failAt(place.storage, point);
  const interruptions: InterruptionFact[] = [];
  const answer = await work.ask(kitOver(spoil(failing)), site, state).then(
    () => "done",
    () => "failed",
  );
  if (failing.failed !== null) interruptions.push({ at: now(), process: sender });
  await audit();
  if (answer === "failed") {
    await askAgain(work, whole, site, state).catch((error: unknown) => violations.push(`asked again: ${error}`));
  }
  await deliverAll(whole, place, clientId);
  const rows = await audit();
  const hostEmails = new Map(hostIds.map((id) => [id, `${id}@example.com`]));
  const untrue = [
    ...findUntrueOutside({ rows, events: outside.events(), contacts: outside.contacts() }),
    ...findWrongMails(
      {
        rows,
        mails: outside.mails,
        hostEmails,
        // Mails that went out before the failure may have been repeated because of it.
        interruptions: interruptions.flatMap(({ process }) => outside.mails.map(({ at }) => ({ at, process }))),
      },
      () => null,
    ),
  ];
  violations.push(
    ...untrue.map(({ promise, says }) => `${promise}: ${says}`),
    ...rows.effects.filter((effect) => effect.state !== "done").map(({ id, state: is }) => `P6: ${id} is still ${is}`),
    ...work.judge(rows, site, state),
  );
  return { failed: failing.failed, violations };
}

/** As somebody does who got no answer, or none that says it was done: until the key's lease has ended, if it must be. */
async function askAgain(work: Work, kit: SlotKit, site: Site, state: unknown): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work.ask(kit, site, state);
      return;
    } catch (error) {
      if (attempt === 3 || !isBookingError(error) || error.code !== "idempotency_in_progress") throw error;
      await site.advance(minuteMs);
    }
  }
}

async function deliverAll(kit: SlotKit, { rows, advance }: OpenPlace, clientId: string): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await kit.deliver();
    if ((await rows(clientId)).effects.every(({ state }) => state !== "pending")) return;
    // Until leases and back-offs are over.
    await advance(2 * minuteMs);
  }
}

const hostIds = ["ada", "bob"];
const sender = "the process";

/** A way outside on which nothing is lost: here it is the storage that fails. */
const line: OutsideLine = {
  sender,
  request: async (_what, effect) => ({ answer: await effect() }),
  call: async (_what, effect) => effect(),
};

function compose(storage: Storage, clientId: string, { clock }: OpenPlace, outside: OutsideWorld): SlotKit {
  const always = [{ start: "00:00", end: "24:00" }];
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const usual = { title: "A meeting", durationMinutes: 30, bookingWindowDays: 90 };
  const { calendar, crm, notifier } = outside.adaptersFor(clock, { calendar: line, crm: line, mail: line });
  return createSlotKit({
    storage,
    catalog: staticCatalog({
      clientId,
      schedules: [{ id: "always", timeZone: "UTC", weekly: Object.fromEntries(days.map((day) => [day, always])) }],
      hosts: hostIds.map((id) => ({
        id,
        name: `${id} Example`,
        email: `${id}@example.com`,
        schedule: "always",
        calendars: { destination: `${id}@example.com` },
      })),
      eventTypes: [
        { ...usual, slug: "both", hosts: ["bob", "ada"], assignment: { kind: "collective" }, guests: { max: 3 } },
        { ...usual, slug: "either", hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
        { ...usual, slug: "ask", hosts: ["ada"], requiresConfirmation: true },
        { ...usual, slug: "weekly", hosts: ["ada"], recurring: { maxCount: 4 } },
        { ...usual, slug: "class", hosts: ["ada"], seats: { capacity: 3 } },
      ],
    }),
    calendar,
    crm,
    notifications: notifier,
    secret: "a secret of these tests alone, long enough to be taken",
    clock,
    random: systemRandom,
  });
}
