// The host application of the crash tests: the whole of SlotKit behind HTTP, until it is killed. It loads everything
// first and opens the storage only when it is told to serve, so that the next one can stand ready while this one runs.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSlotKit, type EventTypeOptions, staticCatalog, systemClock } from "@slotkit/core";
import { googleCalendar } from "@slotkit/google-calendar";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { createGoogleFetch, type ServiceAccountCredentials } from "@slotkit/testing/google";
import type { Place } from "../contested/open-storage.ts";

/** What a server is told. */
export interface ServeOrder {
  place: Place;
  google: { url: string; credentials: ServiceAccountCredentials };
  /** How far its clock is ahead: leases of those that were killed end sooner so. */
  aheadMs: number;
}

process.once("disconnect", () => process.exit());
process.once("message", async ({ place, google, aheadMs }: ServeOrder) => {
  const clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
  const slotkit = createSlotKit({
    storage: "file" in place ? sqliteStorage({ ...place, clock }) : postgresStorage({ ...place, maxConnections: 4 }),
    catalog: catalogOfTheTests(),
    calendar: googleCalendar({
      credentials: { serviceAccount: google.credentials },
      fetch: createGoogleFetch(google.url),
    }),
    crm: false,
    notifications: false,
    secret: "a secret of the crash tests alone, long enough to be taken",
    clock,
  });
  await slotkit.start();
  const server = createServer(toNodeHandler(createHandler(slotkit, { rateLimits: false })));
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
});
process.send?.("loaded");

const eventTypes: readonly Pick<EventTypeOptions, "slug" | "assignment" | "hosts">[] = [
  { slug: "one", hosts: ["ada"] },
  { slug: "both", assignment: { kind: "collective" }, hosts: ["bob", "ada"] },
  { slug: "either", assignment: { kind: "roundRobin" }, hosts: ["ada", "bob"] },
];

/** Two hosts who are there day and night. */
function catalogOfTheTests() {
  const always = [{ start: "00:00", end: "24:00" }];
  const weekly = Object.fromEntries(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [day, always]),
  );
  return staticCatalog({
    schedules: [{ id: "always", timeZone: "UTC", weekly }],
    hosts: ["ada", "bob"].map((id) => ({
      id,
      name: `${id} Example`,
      schedule: "always",
      calendars: { destination: `${id}@example.com` },
    })),
    eventTypes: eventTypes.map((eventType) => ({
      ...eventType,
      title: eventType.slug,
      durationMinutes: 30,
      bookingWindowDays: 365,
      onCalendarError: "open",
    })),
  });
}
