import { type BookingDetails, memoryStorage, type SlotKit, type Storage } from "@slotkit/core";
import { hubspot } from "@slotkit/hubspot";
import { createFakeClock, type FakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { type HubSpotStandIn, type HubSpotStandInOptions, startHubSpotStandIn } from "@slotkit/testing/hubspot";

export interface HubSpotComposition {
  slotkit: SlotKit;
  storage: Storage;
  clock: FakeClock;
  standIn: HubSpotStandIn;
  /** Delivers what is due. Where that waits for time to pass, time passes. */
  deliver(): Promise<void>;
  /** Delivers what is due, lets time pass until more is, and so on; to the end, or for so long. */
  drain(longestMs?: number): Promise<void>;
}

/** Friday 2026-11-20, 08:00 UTC. */
const startMs = Date.UTC(2026, 10, 20, 8);
const dayMs = 86_400_000;

/** A SlotKit whose CRM is HubSpot, over sockets, and which has nothing else outside. Time passes only when it is told to. */
export async function composeWithHubSpot(account: HubSpotStandInOptions = {}): Promise<HubSpotComposition> {
  const clock = createFakeClock({ startMs });
  const standIn = await startHubSpotStandIn({ clock, searchLagMs: 30_000, ...account });
  const storage = memoryStorage({ clock });
  const crm = hubspot({ accessToken: standIn.token, basePath: standIn.url, clock });
  const { slotkit } = composeForTest({
    eventType: { bookingWindowDays: 365 },
    options: { clock, storage, crm, calendar: false, notifications: false },
  });
  await crm.ensureProperties();
  return {
    slotkit,
    storage,
    clock,
    standIn,
    deliver: () => delivered(slotkit, clock, standIn),
    async drain(longestMs = 7 * dayMs) {
      const endMs = clock.now() + longestMs;
      for (;;) {
        await delivered(slotkit, clock, standIn);
        const next = await storage.nextEffectAt();
        if (next === null || next > endMs) return;
        await clock.advance(Math.max(1, next - clock.now()));
      }
    },
  };
}

/** By then whatever is under way on sockets of this very process has come to its end, and only time can be waited for. */
const quietTurns = 50;
const stepMs = 500;

async function delivered(slotkit: SlotKit, clock: FakeClock, { requests }: HubSpotStandIn): Promise<void> {
  let ended = false;
  const delivery = slotkit.deliver().finally(() => {
    ended = true;
  });
  for (let quiet = 0, seen = requests.length; !ended; quiet++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (requests.length !== seen) quiet = 0;
    seen = requests.length;
    if (quiet >= quietTurns) {
      quiet = 0;
      await clock.advance(stepMs);
    }
  }
  await delivery;
}

/** Starts that the event type of the composition offers: sixteen each working day, from the next Monday on. */
export function freeStarts(count: number): number[] {
  const perDay = 16;
  return Array.from({ length: count }, (_, index) => {
    const day = Math.floor(index / perDay);
    const monday = Date.UTC(2026, 10, 23, 8);
    return monday + (Math.floor(day / 5) * 7 + (day % 5)) * dayMs + (index % perDay) * 30 * 60_000;
  });
}

/** What the CRM's half of a booking's row says. */
export async function crmStates(slotkit: SlotKit, bookings: readonly BookingDetails[]) {
  const found = await Promise.all(bookings.map(({ booking }) => slotkit.getBooking(booking.uid)));
  return found.map(({ sync }) => sync.crm);
}
