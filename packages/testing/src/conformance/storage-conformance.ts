import { bookingCases } from "./booking-cases.ts";
import { breakerCases } from "./breaker-cases.ts";
import { calendarReadCases } from "./calendar-read-cases.ts";
import { catalogCases } from "./catalog-cases.ts";
import { claimCases } from "./claim-cases.ts";
import { effectCases } from "./effect-cases.ts";
import { effectLeaseCases } from "./effect-lease-cases.ts";
import { housekeepingCases } from "./housekeeping-cases.ts";
import { idempotencyCases } from "./idempotency-cases.ts";
import { isolationCases } from "./isolation-cases.ts";
import { lifecycleRaceCases } from "./lifecycle-race-cases.ts";
import { personCases } from "./person-cases.ts";
import { quotaCases } from "./quota-cases.ts";
import { raceCases } from "./race-cases.ts";
import { rateLimitCases } from "./rate-limit-cases.ts";
import { reservationCases } from "./reservation-cases.ts";
import { scanCases } from "./scan-cases.ts";
import { sessionCases } from "./session-cases.ts";
import type { StorageUnderTest } from "./storage-case.ts";
import { syncQueueCases } from "./sync-queue-cases.ts";
import { transactionCases } from "./transaction-cases.ts";
import { usageCases } from "./usage-cases.ts";
import { webhookCases } from "./webhook-cases.ts";

/** One test, for any runner: it passes when `run` resolves and fails when it rejects. */
export interface ConformanceCase {
  name: string;
  run(): Promise<void>;
}

const cases = [
  ...bookingCases,
  ...scanCases,
  ...claimCases,
  ...reservationCases,
  ...sessionCases,
  ...raceCases,
  ...lifecycleRaceCases,
  ...transactionCases,
  ...effectCases,
  ...effectLeaseCases,
  ...idempotencyCases,
  ...personCases,
  ...usageCases,
  ...rateLimitCases,
  ...breakerCases,
  ...quotaCases,
  ...housekeepingCases,
  ...calendarReadCases,
  ...catalogCases,
  ...syncQueueCases,
  ...webhookCases,
  ...isolationCases,
];

/**
 * The guarantees that every storage of SlotKit keeps, as tests.
 *
 * ```ts
 * import { memoryStorage } from "@slotkit/core";
 * import { createFakeClock } from "@slotkit/testing/clock";
 * import { storageConformance } from "@slotkit/testing/conformance";
 * import { test } from "vitest";
 *
 * async function createStorage() {
 *   const clock = createFakeClock({ startMs: Date.UTC(2026, 0, 1) });
 *   return { clock, storage: memoryStorage({ clock }) };
 * }
 * for (const { name, run } of storageConformance(createStorage)) test(name, run);
 * ```
 *
 * @param createStorage - Gives a new, empty storage to each case, which migrates it and closes it at the end.
 */
export function storageConformance(createStorage: () => Promise<StorageUnderTest>): readonly ConformanceCase[] {
  return cases.map(({ name, run }) => ({
    name,
    async run() {
      const subject = await createStorage();
      try {
        await subject.storage.migrate();
        await run(subject);
      } finally {
        await subject.storage.close();
      }
    },
  }));
}
