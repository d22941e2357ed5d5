import type { ReservationView, SlotsAnswer } from "@slotkit/core/http";
import { createHandler } from "@slotkit/server";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { rememberAddress } from "../client-address.ts";

const start = "2026-11-23T10:00:00+01:00";

interface Sent {
  method?: string;
  body?: unknown;
  bearer?: string | undefined;
  address?: string;
}

function serve(composition: ComposeForTestOptions = {}) {
  const { slotkit, clock } = composeForTest(composition);
  const handler = createHandler(slotkit);
  let keys = 0;
  async function send(path: string, { method, body, bearer, address = "192.0.2.1" }: Sent = {}) {
    const request = new Request(`http://localhost${path}`, {
      method: method ?? (body ? "POST" : "GET"),
      headers: {
        ...(body ? { "Content-Type": "application/json", "Idempotency-Key": `0123456789abcdef-${keys++}` } : {}),
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    rememberAddress(request, address);
    const response = await handler(request);
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
  }
  const reserve = async (changes = {}, sent: Sent = {}) =>
    send("/slots/reservations", { body: { eventType: "intro", start, ...changes }, ...sent });
  const book = (changes = {}) =>
    send("/bookings", {
      body: { eventType: "intro", start, attendee: { name: "Grace", email: "grace@example.org" }, ...changes },
    });
  const offered = async (query = "", bearer?: string) => {
    const answer = await send(`/slots?eventType=intro&start=2026-11-23&end=2026-11-24${query}`, { bearer });
    return { ...answer, starts: Object.values((answer.json as SlotsAnswer).slots ?? {}).flat() };
  };
  return { send, reserve, book, offered, clock };
}

describe("reservations over HTTP", () => {
  it("are made, seen by their holder, extended, and used up by a booking", async () => {
    const { send, reserve, book, offered, clock } = serve();
    const made = await reserve();
    expect(made.status).toBe(201);
    const view = made.json as ReservationView;
    expect(view).toEqual({
      reservationUid: expect.stringMatching(/^rs_/),
      secret: expect.any(String),
      reservedUntil: "2026-11-20T08:05:00Z",
      extensionsLeft: 2,
    });
    expect(made.headers.get("Location")).toBe(`reservations/${view.reservationUid}`);
    expect(made.headers.get("Cache-Control")).toBe("no-store");
    const has = (starts: readonly { start: string }[]) => starts.some((slot) => slot.start === start);
    expect(has((await offered()).starts)).toBe(false);
    expect(has((await offered(`&reservationUid=${view.reservationUid}`, view.secret)).starts)).toBe(true);

    await clock.advance(60_000);
    const path = `/slots/reservations/${view.reservationUid}`;
    const extended = await send(path, { method: "PATCH", bearer: view.secret });
    expect([extended.status, extended.json]).toEqual([
      200,
      { ...view, reservedUntil: "2026-11-20T08:06:00Z", extensionsLeft: 1 },
    ]);
    expect((await book()).json.code).toBe("slot_unavailable");
    expect((await book({ reservationUid: view.reservationUid })).status).toBe(201);
    expect((await send(path, { method: "PATCH", bearer: view.secret })).json.code).toBe("reservation_expired");
  });

  it("are released with their secret, and by nobody without", async () => {
    const { send, reserve, offered } = serve();
    const { reservationUid, secret } = (await reserve()).json as ReservationView;
    const path = `/slots/reservations/${reservationUid}`;
    for (const method of ["PATCH", "DELETE"]) {
      expect((await send(path, { method })).json.code).toBe("unauthorized");
      expect((await send(path, { method, bearer: `${secret}x` })).json.code).toBe("forbidden");
    }
    expect((await offered(`&reservationUid=${reservationUid}`)).status).toBe(401);
    const released = await send(path, { method: "DELETE", bearer: secret });
    expect([released.status, released.json]).toEqual([204, null]);
    expect((await send(path, { method: "DELETE", bearer: secret })).status).toBe(204);
    expect((await reserve()).status).toBe(201);
  });

  it("are two per sender, whatever port or address of one network", async () => {
    const { reserve } = serve();
    const from = (address: string, at: string) => reserve({ start: at }, { address });
    expect((await from("2001:db8::1", start)).status).toBe(201);
    expect((await from("2001:db8::2", "2026-11-24T10:00:00+01:00")).status).toBe(201);
    const third = await from("2001:db8::3", "2026-11-25T10:00:00+01:00");
    expect([third.status, third.json.code, third.headers.get("Retry-After")]).toEqual([429, "rate_limited", "300"]);
    expect((await from("2001:db8:1::1", "2026-11-25T10:00:00+01:00")).status).toBe(201);
  });

  it("refuse what they do not know", async () => {
    const { reserve } = serve();
    expect((await reserve({ sender: "me" })).status).toBe(422);
    expect((await reserve({ start: "tomorrow" })).json.errors[0].field).toBe("start");
    expect((await reserve({ eventType: "none" })).status).toBe(404);
  });
});

describe("seats over HTTP", () => {
  it("are counted in the list and described with the event type", async () => {
    const { send, book, offered } = serve({ eventType: { seats: { capacity: 5 } } });
    await book();
    const slot = (await offered()).starts.find((one) => one.start === start);
    expect(slot?.seatsRemaining).toBe(4);
    expect((await send("/event-types/intro")).json.seats).toEqual({ capacity: 5, guestsTakeSeats: false });
  });

  it("are not counted where the event type says so", async () => {
    const { book, offered } = serve({ eventType: { seats: { capacity: 1, showRemaining: false } } });
    expect((await offered()).starts.every((slot) => !("seatsRemaining" in slot))).toBe(true);
    await book();
    const late = await book();
    expect([late.status, late.json.code]).toEqual([409, "seats_full"]);
  });
});
