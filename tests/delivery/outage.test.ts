import { expect, it } from "vitest";
import { percentile, runOutage } from "./run-outage.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

it.each([
  { length: "a minute", outageMs: minuteMs, bookings: 25 },
  { length: "an hour", outageMs: hourMs, bookings: 100 },
  { length: "three hours", outageMs: 3 * hourMs, bookings: 150 },
])(
  "calendar and CRM are dark for $length: people book, mails go, and all is delivered by itself",
  async ({ length: _, ...plan }) => {
    const { defects, parked, queued, drainMs, mailMs, bookingMs } = await runOutage({ ...plan, seed: 1 });
    expect({ defects, parked }).toEqual({ defects: [], parked: 0 });
    expect(queued).toBeGreaterThan(plan.bookings);
    expect(drainMs).toHaveLength(queued);
    expect(percentile(drainMs, 0.99)).toBeLessThanOrEqual(minuteMs);
    expect(percentile(mailMs, 0.99)).toBeLessThanOrEqual(1_000);
    expect(percentile(bookingMs, 0.5)).toBeLessThanOrEqual(50);
  },
  120_000,
);
