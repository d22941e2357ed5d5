import { staticCatalog } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";

/** An answer as somebody who only sees HTTP sees it. */
export interface Told {
  status: number;
  text: string;
}

export interface AskedBooking {
  address: string;
  email: string;
  start: number;
  form?: object | undefined;
}

const hosts = Array.from({ length: 20 }, (_, index) => `host${index}`);
const always = [{ start: "00:00", end: "24:00" }];
const weekly = { monday: always, tuesday: always, wednesday: always, thursday: always, friday: always };
const eventType = { durationMinutes: 15, hosts, assignment: { kind: "roundRobin" as const } };

export const quartersPerDay = 96;

/** An API as it is by default, but for the form that every booking needs, and the requests that bots and people make. */
export function createAbuseApi() {
  const { slotkit, storage, clock } = composeForTest({
    startMs: Date.parse("2026-11-19T08:00:00Z"),
    options: {
      botDefence: { mode: "required" },
      catalog: staticCatalog({
        schedules: [{ id: "always", timeZone: "UTC", weekly }],
        hosts: hosts.map((id) => ({ id, name: id, schedule: "always" })),
        eventTypes: [
          { ...eventType, slug: "intro", title: "Introduction" },
          { ...eventType, slug: "other", title: "Another" },
        ],
      }),
    },
  });
  const handler = createHandler(slotkit, { clientAddress: (request) => request.headers.get("X-Sender") });
  let keys = 0;

  async function send(path: string, address: string, body?: object): Promise<Told> {
    const headers = {
      "X-Sender": address,
      "Content-Type": "application/json",
      "Idempotency-Key": `a-key-of-a-bot-${keys++}`,
    };
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const response = await handler(new Request(`http://localhost${path}`, { headers, ...init }));
    return { status: response.status, text: await response.text() };
  }

  return {
    clock,
    /** The token of a form, as a page loads it; empty for who has loaded too often. */
    async loadForm(address: string, slug = "intro"): Promise<string> {
      const day = "start=2026-11-23&end=2026-11-24";
      const { status, text } = await send(`/slots?eventType=${slug}&${day}&include=eventType`, address);
      return status === 200 ? JSON.parse(text).form.token : "";
    },
    book: ({ address, email, start, form }: AskedBooking) =>
      send("/bookings", address, {
        eventType: "intro",
        start: new Date(start).toISOString(),
        attendee: { name: "Grace Example", email },
        ...(form && { form }),
      }),
    hold: (address: string, start: number) =>
      send("/slots/reservations", address, { eventType: "intro", start: new Date(start).toISOString() }),
    /** The largest share of a host's day that is held now. */
    async largestHeldShare(dayStart: number): Promise<number> {
      const live = await storage
        .forClient("default")
        .reservations.live(dayStart, dayStart + 24 * 3_600_000, clock.now());
      const heldBy = (host: string) => live.filter(({ hostIds }) => hostIds.includes(host)).length;
      return Math.max(...hosts.map(heldBy)) / quartersPerDay;
    },
  };
}

export type AbuseApi = ReturnType<typeof createAbuseApi>;
