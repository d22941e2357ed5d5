import { isBookingError, type SlotKit, type Storage, storedCatalog } from "@slotkit/core";
import { createHandler, type Handler, type HandlerOptions } from "@slotkit/server";
import type { FakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";

/** Friday; the fuzzed starts lie in the two weeks after. */
export const startMs = Date.UTC(2026, 10, 20, 8);

const day = [{ start: "09:00", end: "17:00" }];
const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };

/** What can be booked: rotating hosts, a series, seats, and bookings that wait for a word. */
const catalog = {
  schedules: [{ id: "office", timeZone: "Europe/Berlin", weekly }],
  hosts: ["ada", "bob"].map((id) => ({ id, name: `${id} Example`, schedule: "office" })),
  eventTypes: [
    {
      slug: "intro",
      title: "Introduction",
      durationMinutes: 30,
      hosts: ["ada", "bob"],
      assignment: { kind: "roundRobin" as const },
      recurring: { maxCount: 5 },
    },
    { slug: "group", title: "Group", durationMinutes: 30, hosts: ["ada"], seats: { capacity: 5 } },
    { slug: "approved", title: "Approved", durationMinutes: 30, hosts: ["bob"], requiresConfirmation: true },
  ],
};

/** An API under test. */
export interface FuzzedApi {
  api: Handler;
  clock: FakeClock;
  /** Brings the catalog back to what it was before requests edited it. */
  restoreCatalog(clientId?: string): Promise<void>;
}

/** An API whose catalog is edited over it, as everything else is. */
export async function composeFuzzed(
  makeStorage: (clock: FakeClock) => Storage,
  options: HandlerOptions,
): Promise<FuzzedApi> {
  const { slotkit, clock } = composeForTest({
    startMs,
    storage: makeStorage,
    options: { catalog: storedCatalog(), holds: { maxPerSender: 100, maxShareOfDay: 1 } },
  });
  await slotkit.migrate();
  const restoreCatalog = (clientId?: string) => restore(slotkit, clientId);
  return { api: createHandler(slotkit, { rateLimits: false, ...options }), clock, restoreCatalog };
}

async function restore({ catalog: editor }: SlotKit, clientId = "default"): Promise<void> {
  const orCreate = (replaced: Promise<unknown>, create: () => Promise<unknown>) =>
    replaced.catch((error: unknown) => {
      if (!isBookingError(error) || error.code !== "not_found") throw error;
      return create();
    });
  const scope = { clientId };
  for (const one of catalog.schedules) {
    await orCreate(editor.schedules.replace(one.id, one, scope), () => editor.schedules.create(one, scope));
  }
  for (const one of catalog.hosts) {
    await orCreate(editor.hosts.replace(one.id, one, scope), () => editor.hosts.create(one, scope));
  }
  for (const one of catalog.eventTypes) {
    await orCreate(editor.eventTypes.replace(one.slug, one, scope), () => editor.eventTypes.create(one, scope));
  }
}
