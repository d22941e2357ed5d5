import {
  type Catalog,
  createSlotKit,
  type EventTypeOptions,
  memoryStorage,
  type SlotKit,
  type SlotKitOptions,
  type Storage,
  staticCatalog,
} from "@slotkit/core";
import type { WeeklyWindows } from "@slotkit/core/slots";
import { createFakeClock, type FakeClock } from "../clock/create-fake-clock.ts";
import { createSeededRandom } from "../clock/create-seeded-random.ts";
import { createMemoryCalendar, type MemoryCalendar } from "./memory-calendar.ts";
import { createMemoryCrm, type MemoryCrm } from "./memory-crm.ts";
import { createMemoryNotifier, type MemoryNotifier } from "./memory-notifier.ts";
import { createMemoryWebhooks, type MemoryWebhooks } from "./memory-webhooks.ts";

/** What to change of the usual composition. */
export interface ComposeForTestOptions {
  /** Default: Friday 2026-11-20, 08:00 UTC. */
  startMs?: number;
  /** Laid over the event type `intro`: 30 minutes with Ada, weekdays 09:00 to 17:00 in Berlin. */
  eventType?: Partial<EventTypeOptions>;
  /** Weekly windows of everybody. Default: weekdays 09:00 to 17:00. */
  weekly?: WeeklyWindows;
  /** Clients that have this catalog, each its own. Default: `default` alone. */
  clients?: readonly string[];
  /** Ids of hosts beside Ada, each with her schedule and a calendar of their own. */
  otherHosts?: readonly string[];
  /** Made with the fake clock. Default: memory. */
  storage?: (clock: FakeClock) => Storage;
  /** Laid over the options of `createSlotKit`. */
  options?: Partial<SlotKitOptions>;
}

/** A SlotKit on fakes, its time stopped. */
export interface TestComposition {
  slotkit: SlotKit;
  clock: FakeClock;
  storage: Storage;
  calendar: MemoryCalendar;
  crm: MemoryCrm;
  notifier: MemoryNotifier;
  /** Nothing is posted until an endpoint is registered. */
  webhooks: MemoryWebhooks;
}

/** Composes a SlotKit whose every part a test can look at and command. Nothing is delivered until `deliver()`. */
export function composeForTest({
  startMs,
  eventType,
  weekly,
  clients = ["default"],
  otherHosts = [],
  storage: makeStorage,
  options,
}: ComposeForTestOptions = {}): TestComposition {
  const clock = createFakeClock({ startMs: startMs ?? Date.UTC(2026, 10, 20, 8) });
  const storage = makeStorage?.(clock) ?? memoryStorage({ clock });
  const calendar = createMemoryCalendar();
  const crm = createMemoryCrm();
  const notifier = createMemoryNotifier();
  const webhooks = createMemoryWebhooks();
  const slotkit = createSlotKit({
    storage,
    catalog: catalogOf(clients, (clientId) => catalogWith(clientId, { eventType, weekly, otherHosts })),
    calendar,
    crm,
    notifications: notifier,
    webhooks,
    secret: "a secret for tests alone, long enough to be taken",
    manageUrl: "https://book.example.com/manage#{uid}.{secret}",
    clock,
    random: createSeededRandom(1),
    // A repeat would wait for a clock that stands still.
    resilience: { calendarReads: { maxAttempts: 1 } },
    ...options,
  });
  return { slotkit, clock, storage, calendar, crm, notifier, webhooks };
}

/** One catalog for several clients, each with one of its own. */
function catalogOf(clients: readonly string[], catalogFor: (clientId: string) => Catalog): Catalog {
  const catalogs = new Map(clients.map((clientId) => [clientId, catalogFor(clientId)]));
  const nobodys = catalogFor("nobody");
  const of = (clientId: string) => catalogs.get(clientId) ?? nobodys;
  return {
    ...(catalogs.get("default") ?? nobodys),
    findEventType: (clientId, slug) => of(clientId).findEventType(clientId, slug),
    listEventTypes: (clientId) => of(clientId).listEventTypes(clientId),
    findHosts: (clientId, ids) => of(clientId).findHosts?.(clientId, ids) ?? Promise.resolve([]),
  };
}

interface CatalogParts {
  eventType: ComposeForTestOptions["eventType"] | undefined;
  weekly: ComposeForTestOptions["weekly"] | undefined;
  otherHosts: readonly string[];
}

function catalogWith(clientId: string, { eventType, weekly, otherHosts }: CatalogParts): Catalog {
  const workday = [{ start: "09:00", end: "17:00" }];
  return staticCatalog({
    clientId,
    schedules: [
      {
        id: "office",
        timeZone: "Europe/Berlin",
        weekly: weekly ?? { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday },
      },
    ],
    hosts: ["ada", ...otherHosts].map((id) => ({
      id,
      name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)} Example`,
      email: `${id}@example.com`,
      schedule: "office",
      calendars: { destination: `${id}@example.com` },
    })),
    eventTypes: [
      {
        slug: "intro",
        title: "Introduction",
        location: "Video call",
        durationMinutes: 30,
        hosts: ["ada"],
        ...eventType,
      },
    ],
  });
}
