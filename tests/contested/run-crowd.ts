import { isBookingError } from "@slotkit/core";
import { openStorage, type Place } from "./open-storage.ts";

/** What came of a crowd. */
export interface CrowdOutcome {
  won: number;
  refused: number;
  failures: string[];
  p99Ms: number;
}

const minuteMs = 60_000;

/** Lets many clients want half an hour of one host at once, at starts ten minutes apart that all overlap: one can have it. */
export async function runCrowd(place: Place, clients: number): Promise<CrowdOutcome> {
  const storage = openStorage(place, 20);
  await storage.migrate();
  const client = storage.forClient("acme");
  const outcome: CrowdOutcome = { won: 0, refused: 0, failures: [], p99Ms: 0 };
  const latencies = await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const beganMs = performance.now();
      const start = (index % 3) * 10 * minuteMs;
      const end = start + 30 * minuteMs;
      const attempt = client.transaction([{ kind: "host", id: "ada" }], async (tx) => {
        const taken = await tx.claims.overlapping(["ada"], start, end, await tx.now());
        if (taken.length > 0) return "refused";
        await tx.claims.insert([
          { hostId: "ada", start, end, kind: "booking", ownerUid: `bk_${index}`, expiresAt: null },
        ]);
        return "won";
      });
      const result = await attempt.catch((error: unknown) => {
        outcome.failures.push(isBookingError(error) ? error.code : String(error));
        return null;
      });
      if (result !== null) outcome[result as "won" | "refused"]++;
      return performance.now() - beganMs;
    }),
  );
  await storage.close();
  latencies.sort((a, b) => a - b);
  return { ...outcome, p99Ms: latencies[Math.ceil(clients * 0.99) - 1] ?? 0 };
}
