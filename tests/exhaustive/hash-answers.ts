// Prints the zone of this process and a hash of what the engine answers to some hundred questions.
import { createHash } from "node:crypto";
import {
  chooseHosts,
  explainDay,
  explainLocalTime,
  explainSlot,
  findFirstSlots,
  findSlotAt,
  findSlots,
} from "@slotkit/core/slots";
import fc from "fast-check";
import { momentsOf, strangeMoments } from "./moments.ts";
import { queryArbitrary } from "./slot-queries.ts";

const zones = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "America/St_Johns", "Africa/Cairo", "UTC"];
const hash = createHash("sha256");
for (const [index, { zone, instant }] of [...momentsOf(zones, 2023, 2027), ...strangeMoments].entries()) {
  const date = new Date(instant).toISOString().slice(0, 10);
  for (const query of fc.sample(queryArbitrary(instant, [zone, "Asia/Kathmandu"]), { seed: index, numRuns: 8 })) {
    const slots = findSlots(query);
    const answers = [
      slots,
      findFirstSlots(query, 3),
      slots.slice(0, 3).map((slot) => [findSlotAt(query, slot.start), chooseHosts(query, slot)]),
      explainSlot(query, query.range.start + 600_000),
      explainLocalTime(query, { date, time: "00:30" }),
      explainDay(query, date).starts.slice(0, 20),
    ];
    hash.update(JSON.stringify(answers));
  }
}
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(JSON.stringify({ timeZone, hash: hash.digest("hex") }));
