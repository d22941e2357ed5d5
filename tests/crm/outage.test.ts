// Three days without HubSpot while people book, move and cancel: answers are lost before and after the work was done, gateways
// fail, the key is refused. Then it comes back, and everything arrives by itself.
import type { BookingDetails } from "@slotkit/core";
import { createSeededRandom } from "@slotkit/testing/clock";
import type { Fault } from "@slotkit/testing/hubspot";
import { afterEach, expect, it } from "vitest";
import { composeWithHubSpot, crmStates, freeStarts, type HubSpotComposition } from "./compose-with-hubspot.ts";

const hours = 72;
const hourMs = 3_600_000;
/** How often the outbox is looked at while HubSpot is away; `npm run soak -- crm-outage` looks more often. */
const stepMinutes = Number(process.env.SLOTKIT_OUTAGE_STEP_MINUTES ?? "30");
const bookingsPerHour = Number(process.env.SLOTKIT_OUTAGE_BOOKINGS_PER_HOUR ?? "1");
const seed = Number(process.env.SLOTKIT_OUTAGE_SEED ?? "1");
const people = 12;

/** What every request meets, twelve hours each. */
const weather: readonly Fault[] = [
  { kind: "reset" },
  { kind: "answer", status: 503, body: "<html>gateway</html>" },
  { kind: "reset", commit: true },
  { kind: "halfBody" },
  { kind: "answer", status: 401, body: { status: "error", category: "INVALID_AUTHENTICATION" } },
  { kind: "answer", status: 502, body: "<html>gateway</html>", commit: true },
];

let composition: HubSpotComposition;
afterEach(() => composition.standIn.close());

it("72 virtual hours without HubSpot drain by themselves, in order, with nothing twice", {
  timeout: 1_800_000,
}, async () => {
  composition = await composeWithHubSpot();
  const { slotkit, clock, standIn, deliver, drain } = composition;
  const random = createSeededRandom(seed);
  const starts = freeStarts(hours * bookingsPerHour * 3);
  // Bookings and moves begin well after the outage ends, so that none of them is over before it was told.
  const free = starts.filter((start) => start > clock.now() + (hours + 24) * hourMs);
  const made: BookingDetails[] = [];
  const latestOf = new Map<string, string>();

  for (let hour = 0; hour < hours; hour++) {
    standIn.faults.clear();
    const fault = weather[Math.floor((hour * weather.length) / hours)] as Fault;
    standIn.faults.add({ times: Number.POSITIVE_INFINITY, fault });
    for (let count = 0; count < bookingsPerHour; count++) {
      const email = `person${Math.floor(random.float() * people)}@example.org`;
      const start = free.shift() as number;
      const details = await slotkit.book({ eventType: "intro", start, attendee: { name: "Grace Example", email } });
      made.push(details);
      latestOf.set(email, details.booking.uid);
      // Two of one person in one millisecond would leave the order to their uids.
      await clock.advance(1);
    }
    const { booking } = made[Math.floor(random.float() * made.length)] as BookingDetails;
    const { booking: present } = await slotkit.getBooking(booking.uid);
    if (present.status === "confirmed") {
      if (random.float() < 0.5) await slotkit.cancel({ uid: booking.uid });
      else await slotkit.reschedule({ uid: booking.uid, start: free.shift() as number });
    }
    for (let minute = 0; minute < 60; minute += stepMinutes) {
      await deliver();
      await clock.advance(stepMinutes * 60_000);
    }
  }
  const waiting = (await crmStates(slotkit, made)).filter((state) => state === "pending").length;
  expect(waiting).toBeGreaterThan(0);

  standIn.faults.clear();
  const backMs = clock.now();
  const requestsBefore = standIn.requests.length;
  await drain(24 * hourMs);

  expect(new Set(await crmStates(slotkit, made))).toEqual(new Set(["synced"]));
  const contacts = standIn.contacts();
  expect(contacts.map(({ properties }) => properties.email).toSorted()).toEqual([...latestOf.keys()].toSorted());
  for (const { properties } of contacts) {
    expect(properties.slotkit_last_booking_uid).toBe(latestOf.get(properties.email ?? ""));
  }
  expect(await shownMeetings()).toEqual(await truth(made));
  expect(standIn.violations).toEqual([]);

  const seconds = Math.round((clock.now() - backMs) / 1000);
  console.info(
    `${hours} h away, ${made.length} bookings of ${contacts.length} people, ${waiting} waiting at the end: all told ` +
      `${seconds} virtual seconds after HubSpot was back, by ${standIn.requests.length - requestsBefore} requests; ` +
      `${standIn.meetings().length - made.length} meetings too many, ${standIn.overLimit.length} requests over the limit.`,
  );

  async function shownMeetings() {
    return standIn
      .meetings()
      .map(({ properties }) => ({
        uid: properties.hs_internal_meeting_notes?.replace("SlotKit booking ", "") ?? "",
        start: properties.hs_meeting_start_time,
        outcome: properties.hs_meeting_outcome,
      }))
      .toSorted(byUid);
  }

  async function truth(bookings: readonly BookingDetails[]) {
    const present = await Promise.all(bookings.map(({ booking }) => slotkit.getBooking(booking.uid)));
    return present
      .map(({ booking: { uid, start, status, generation } }) => ({
        uid,
        start: new Date(start).toISOString().replace(".000Z", "Z"),
        outcome: status === "cancelled" ? "CANCELED" : generation > 1 ? "RESCHEDULED" : "SCHEDULED",
      }))
      .toSorted(byUid);
  }
});

function byUid(one: { uid: string }, other: { uid: string }): number {
  return one.uid < other.uid ? -1 : 1;
}
