// 100 bookings of one new e-mail address at once, in an account whose search is half a minute behind: one contact, and every
// booking on it. Search-then-create makes several, or loses bookings to the conflict (craft-freeform #2500).
import { afterEach, expect, it } from "vitest";
import { composeWithHubSpot, crmStates, freeStarts, type HubSpotComposition } from "./compose-with-hubspot.ts";

const count = 100;

let composition: HubSpotComposition;
afterEach(() => composition.standIn.close());

it("100 concurrent bookings of one new address end with 1 contact and 0 lost, inside the account's budget", async () => {
  composition = await composeWithHubSpot();
  const { slotkit, clock, standIn, drain } = composition;
  const beganMs = clock.now();
  const bookings = await Promise.all(
    freeStarts(count).map((start, index) =>
      slotkit.book({
        eventType: "intro",
        start,
        attendee: { name: "Grace Example", email: index % 2 === 0 ? "grace@example.org" : "Grace@Example.org" },
      }),
    ),
  );
  await drain();

  const [contact, ...others] = standIn.contacts();
  expect(others).toEqual([]);
  const made = bookings.map(({ booking }) => booking.uid).toSorted();
  const recorded = standIn.meetings().map(({ properties, contactIds }) => ({
    uid: properties.hs_internal_meeting_notes?.replace("SlotKit booking ", ""),
    contactIds,
  }));
  expect(recorded.map(({ uid }) => uid).toSorted()).toEqual(made);
  expect(recorded.every(({ contactIds }) => contactIds.length === 1 && contactIds[0] === contact?.id)).toBe(true);
  expect(new Set(await crmStates(slotkit, bookings))).toEqual(new Set(["synced"]));
  expect(standIn.requests.some(({ path }) => path.endsWith("/search"))).toBe(false);

  const seconds = (clock.now() - beganMs) / 1000;
  const refused = standIn.overLimit.length;
  console.info(
    `${count} bookings: ${standIn.contacts().length} contact, ${recorded.length} meetings, ${standIn.requests.length} requests, ` +
      `${refused} over the limit, in ${seconds} virtual seconds.`,
  );
  expect(refused).toBe(0);
  expect(standIn.violations).toEqual([]);
});
