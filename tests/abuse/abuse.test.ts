import { expect, it } from "vitest";
import { runAbuse } from "./run-abuse.ts";

/** `npm run soak -- abuse` attacks longer, and harder. */
const attack = {
  seed: Number(process.env.SLOTKIT_ABUSE_SEED ?? 1),
  minutes: Number(process.env.SLOTKIT_ABUSE_MINUTES ?? 1),
  attemptsPerMinute: Number(process.env.SLOTKIT_ABUSE_ATTEMPTS ?? 2_000),
  addresses: 500,
  peoplePerMinute: 60,
};

it(`lets people book while bots ask ${attack.attemptsPerMinute} times a minute from ${attack.addresses} addresses`, async () => {
  const outcome = await runAbuse(attack);
  const { bots, people, refusals, mostPerEmail, mostPerAddress, largestHeldShare } = outcome;
  const unmasked = Object.entries(bots).filter(([kind]) => kind !== "patient");
  const asked = unmasked.reduce((sum, [, kind]) => sum + kind.asked, 0);
  const refused = unmasked.reduce((sum, [, kind]) => sum + kind.asked - kind.booked, 0);
  console.info(
    `bots: ${asked} attempts, ${refused} refused; patient: ${bots.patient.asked} attempts, ${bots.patient.booked} booked; ` +
      `people: ${people.asked} attempts, ${people.refused.length} refused; holds: at most ${Math.round(largestHeldShare * 100)} % of a day.`,
  );

  expect(people.refused).toEqual([]);
  expect(people.booked).toBe(people.asked);
  // One good form was replayed: it is good for ten bookings, wherever they come from.
  expect(bots.replay.booked).toBeLessThanOrEqual(10);
  expect(unmasked.filter(([kind, { booked }]) => kind !== "replay" && booked > 0)).toEqual([]);
  // Whatever gave them away, they are told the same.
  const told = [...refusals.keys()].filter((words) => !words.startsWith("patient"));
  expect(told.filter((words) => !words.startsWith("429 "))).toEqual([
    "403 forbidden This booking was not accepted. Load the page again, and book once more.",
  ]);
  // Who does all that people do is stopped by the limits alone.
  expect(mostPerEmail).toBeLessThanOrEqual(20);
  expect(mostPerAddress).toBeLessThanOrEqual(60);
  expect(largestHeldShare).toBeLessThanOrEqual(0.2);
  expect(largestHeldShare).toBeGreaterThan(0.15);
}, 600_000);
