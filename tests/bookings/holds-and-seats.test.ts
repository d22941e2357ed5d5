import { staticCatalog, systemRandom } from "@slotkit/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { holdCommands, newModel, starts } from "./hold-commands.ts";
import { capacity, seatsOf } from "./hold-model.ts";
import { onEachStorage } from "./on-each-storage.ts";

const catalog = staticCatalog({
  schedules: [{ id: "office", timeZone: "Europe/Berlin", weekly: { monday: [{ start: "10:00", end: "13:00" }] } }],
  hosts: [{ id: "ada", name: "Ada Example", schedule: "office" }],
  eventTypes: [
    { slug: "intro", title: "Intro", durationMinutes: 60, hosts: ["ada"], guests: { allowed: true } },
    {
      slug: "class",
      title: "Class",
      durationMinutes: 60,
      hosts: ["ada"],
      guests: { allowed: true },
      seats: { capacity, guestsTakeSeats: true },
    },
  ],
});
const options = { catalog, random: systemRandom, holds: { maxShareOfDay: 1 }, calendar: false as const };

onEachStorage((compose, storage) => {
  it("holds, seats and bookings do what the model says, whatever is done in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(holdCommands, { maxCommands: 40, size: "+1" }), async (commands) => {
        const real = await compose({ options });
        const model = await newModel(real);
        await fc.asyncModelRun(() => ({ model, real }), commands);

        // What is stored is no more and no less: a claim per taken start, and seats that add up.
        const client = real.storage.forClient("default");
        const claims = await client.claims.overlapping(["ada"], 0, Number.MAX_SAFE_INTEGER, model.now);
        const taken = starts.filter((start) => Object.values(model.takenAt(start)).some((count) => count > 0));
        expect(claims.map(({ start }) => start)).toEqual(taken);
        const sessions = await client.sessions.startingIn("class", 0, Number.MAX_SAFE_INTEGER);
        for (const start of starts) {
          const live = [...model.bookings.values()].filter((one) => one.isLive && one.kind === "class");
          const expected = live.reduce((sum, one) => sum + (one.start === start ? seatsOf(one) : 0), 0);
          const booked = sessions.reduce((sum, one) => sum + (one.start === start ? one.booked : 0), 0);
          expect([start, booked]).toEqual([start, expected]);
        }
      }),
      { numRuns: storage === "memory" ? 300 : 12, seed: 41 },
    );
  });
});
