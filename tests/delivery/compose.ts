import {
  type CalendarProvider,
  type CrmProvider,
  createSlotKit,
  IntegrationError,
  type Notifier,
  type SlotKit,
  staticCatalog,
} from "@slotkit/core";
import { openStorage, type Place } from "../contested/open-storage.ts";
import type { Telling } from "./outside-server.ts";

/** Whose bookings there are. */
export const clientIds = ["default", "acme", "umbrella"];

/** A SlotKit over the shared storage that tells the outside server of everything, in the name of a courier. */
export function compose({ place, url, courier }: { place: Place; url: string; courier: string }): SlotKit {
  const catalogs = new Map(clientIds.map((clientId) => [clientId, catalogOf(clientId)]));
  const first = catalogOf("default");
  const catalogFor = (clientId: string) => catalogs.get(clientId) ?? first;
  return createSlotKit({
    storage: openStorage(place, 4),
    catalog: {
      ...first,
      findEventType: (clientId, slug) => catalogFor(clientId).findEventType(clientId, slug),
      findHosts: async (clientId, ids) => catalogFor(clientId).findHosts?.(clientId, ids) ?? [],
    },
    ...adapters((telling, signal) => tell(url, { courier, ...telling }, signal)),
    secret: "a secret of the couriers alone, long enough to be taken",
    delivery: { leaseSeconds: 10 },
  });
}

type Tell = (telling: Omit<Telling, "courier">, signal: AbortSignal | undefined) => Promise<void>;

function adapters(tellOf: Tell): { calendar: CalendarProvider; crm: CrmProvider; notifications: Notifier } {
  const ok = async () => ({ state: "ok", latencyMs: 0, detail: null }) as const;
  const newest = new Map<string, number>();
  return {
    calendar: {
      name: "outside",
      icalUid: (uid) => `${uid}@outside`,
      readBusy: async ({ calendarIds }) =>
        calendarIds.map((calendarId) => ({ calendarId, state: "read", busy: [], precision: "events" })),
      async putEvent({ event: { uid, version, start } }, options) {
        newest.set(uid, version);
        await tellOf({ kind: "event", key: `calendar ${uid}`, uid, version, start, mailId: null }, options?.signal);
        return { calendarEventId: `event-of-${uid}` };
      },
      removeEvent: ({ uid }, options) =>
        tellOf(
          { kind: "noEvent", key: `calendar ${uid}`, uid, version: Number.MAX_SAFE_INTEGER, start: 0, mailId: null },
          options?.signal,
        ),
      check: ok,
    },
    crm: {
      name: "outside",
      async recordBooking({ booking: { uid, version, start } }, options) {
        await tellOf({ kind: "contact", key: `crm ${uid}`, uid, version, start, mailId: null }, options?.signal);
        return { contactId: "1", meetingId: null, leftOut: [] };
      },
      check: ok,
    },
    notifications: {
      name: "outside",
      send: ({ id, audience, booking: { uid, version, start } }, options) =>
        tellOf({ kind: "mail", key: `mail ${audience} ${uid}`, uid, version, start, mailId: id }, options?.signal),
      check: ok,
    },
  };
}

async function tell(url: string, telling: Telling, signal: AbortSignal | undefined): Promise<void> {
  const init = { method: "POST", body: JSON.stringify(telling), ...(signal ? { signal } : {}) };
  const answer = await fetch(url, init).catch((cause: unknown) => {
    throw new IntegrationError("unknown_outcome", "The connection was lost.", { remedy: "Nothing to do.", cause });
  });
  await answer.text();
}

/** Somebody who is there day and night. */
function catalogOf(clientId: string) {
  const always = [{ start: "00:00", end: "24:00" }];
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  return staticCatalog({
    clientId,
    schedules: [{ id: "always", timeZone: "UTC", weekly: Object.fromEntries(days.map((day) => [day, always])) }],
    hosts: [
      {
        id: "ada",
        name: "Ada Example",
        email: "ada@example.com",
        schedule: "always",
        calendars: { destination: "ada@example.com" },
      },
    ],
    eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 15, hosts: ["ada"] }],
  });
}
