import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, createOperatorClient, isApiError } from "@slotkit/client";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import type { ComposeForTestOptions } from "@slotkit/testing/fakes";
import { afterEach, describe, expect, it } from "vitest";
import { onEachStorage, type StoredComposition } from "./on-each-storage.ts";

const minuteMs = 60_000;
const token = "operator-token-for-tests";
const day = { start: "2026-11-23", end: "2026-11-24" };
const [at10, at11, at12] = ["10", "11", "12"].map((hour) => `2026-11-23T${hour}:00:00+01:00`) as [
  string,
  string,
  string,
];

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server on a port of its own, and those who call it. */
async function serve(parts: StoredComposition) {
  const handler = createHandler(parts.slotkit, {
    rateLimits: false,
    isOperator: (request) => (request.headers.get("Authorization") === `Bearer ${token}` ? { clients: "*" } : null),
  });
  const server = createServer(toNodeHandler(handler)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createClient({ baseUrl });
  const { bookings: operator } = createOperatorClient({ baseUrl, token });
  const offered = async () => {
    const { slots } = await client.getSlots({ eventType: "intro", ...day });
    return new Map(Object.values(slots).flatMap((list) => list.map((slot) => [slot.start, slot.seatsRemaining ?? 1])));
  };
  const book = (name: string, start: string, more = {}) => {
    const attendee = { name: `${name} Example`, email: `${name.toLowerCase()}@example.org` };
    return client.createBooking({ eventType: "intro", start, attendee, ...more });
  };
  return { client, operator, offered, book };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "done",
    (error: unknown) => {
      if (isApiError(error) && error.kind === "problem") return error.code;
      throw error;
    },
  );

onEachStorage((compose) => {
  const start = async (options: Omit<ComposeForTestOptions, "storage"> = {}) => {
    const parts = await compose(options);
    return { ...parts, ...(await serve(parts)) };
  };

  describe("a hold over HTTP", () => {
    it("keeps a time from others, is extended twice, and is used up by the booking", async () => {
      const { client, book, offered } = await start();
      const held = await client.reserve({ eventType: "intro", start: at10 });
      expect(held).toMatchObject({ reservedUntil: "2026-11-20T08:05:00Z", extensionsLeft: 2 });
      expect((await offered()).has(at10)).toBe(false);
      const refusal = await book("Alan", at10).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "slot_unavailable", status: 409 });
      expect((refusal as { alternatives?: readonly object[] }).alternatives?.length).toBeGreaterThan(0);
      const { reservationUid: uid, secret } = held;
      expect((await client.extendReservation(uid, secret)).extensionsLeft).toBe(1);
      expect((await client.extendReservation(uid, secret)).extensionsLeft).toBe(0);
      expect(await codeOf(client.extendReservation(uid, secret))).toBe("limit_reached");
      expect(await codeOf(client.extendReservation(uid, "another-secret"))).toBe("forbidden");
      expect((await book("Grace", at10, { reservationUid: uid })).status).toBe("confirmed");
      expect(await codeOf(client.extendReservation(uid, secret))).toBe("reservation_expired");
      await client.releaseReservation(uid, secret);
      expect((await offered()).has(at10)).toBe(false);
    });

    it("ends by the storage's clock: then the first who comes has the time, also its holder", async () => {
      const { client, book, offered, advance } = await start();
      const holds = [
        await client.reserve({ eventType: "intro", start: at10 }),
        await client.reserve({ eventType: "intro", start: at11 }),
      ];
      const third = await client.reserve({ eventType: "intro", start: at12 }).catch((error: unknown) => error);
      expect(third).toMatchObject({ code: "rate_limited", status: 429, retryAfterSeconds: 300 });
      await advance(5 * minuteMs - 1);
      expect((await offered()).has(at10)).toBe(false);
      await advance(1);
      expect((await offered()).has(at10)).toBe(true);
      await book("Alan", at10);
      const [lost, kept] = holds.map(({ reservationUid }) => ({ reservationUid }));
      expect(await codeOf(book("Grace", at10, lost))).toBe("reservation_expired");
      expect(await codeOf(book("Grace", at11, kept))).toBe("done");
    });

    it("is released at once, and serves a move as it serves a booking", async () => {
      const { client, book, offered } = await start();
      const released = await client.reserve({ eventType: "intro", start: at12 });
      await client.releaseReservation(released.reservationUid, released.secret);
      expect((await offered()).has(at12)).toBe(true);
      const { uid, manage } = await book("Grace", at10);
      const { reservationUid } = await client.reserve({ eventType: "intro", start: at11 });
      const secret = manage?.secret ?? "";
      expect(await codeOf(client.reschedule(uid, secret, { start: at11 }))).toBe("slot_unavailable");
      const moved = await client.reschedule(uid, secret, { start: at11, reservationUid });
      expect([moved.start, moved.version]).toEqual([at11, 2]);
      expect(await codeOf(client.getBooking(uid, secret))).toBe("forbidden");
      expect((await client.getBooking(uid, moved.manage?.secret ?? "")).start).toBe(at11);
      expect([(await offered()).has(at10), (await offered()).has(at11)]).toEqual([true, false]);
    });
  });

  describe("seats over HTTP", () => {
    const eventType = { seats: { capacity: 3, guestsTakeSeats: true }, guests: { allowed: true } };

    it("are held, taken, moved and given back one by one, with one calendar event as long as one is taken", async () => {
      const { slotkit, calendar, client, book, offered } = await start({ eventType });
      const { reservationUid } = await client.reserve({ eventType: "intro", start: at10, seats: 2 });
      expect((await offered()).get(at10)).toBe(1);
      const alan = await book("Alan", at10);
      expect((await offered()).has(at10)).toBe(false);
      expect(await codeOf(book("Barbara", at10))).toBe("seats_full");
      const grace = await book("Grace", at10, { reservationUid, guests: ["bob@example.org"] });
      await slotkit.deliver();
      const eventParties = () =>
        [...calendar.events.values()].map(({ snapshot }) =>
          snapshot.parties.map(({ attendee }) => attendee.name).sort(),
        );
      expect(eventParties()).toEqual([["Alan Example", "Grace Example"]]);

      const moved = await client.reschedule(alan.uid, alan.manage?.secret ?? "", { start: at11 });
      const left = await offered();
      expect([left.get(at10), left.get(at11)]).toEqual([1, 2]);
      const graceSecret = grace.manage?.secret ?? "";
      const more = { add: ["cyd@example.org", "dan@example.org"] };
      expect(await codeOf(client.changeGuests(grace.uid, graceSecret, more))).toBe("seats_full");
      await client.changeGuests(grace.uid, graceSecret, { remove: ["bob@example.org"] });
      expect((await offered()).get(at10)).toBe(2);
      await slotkit.deliver();
      expect(eventParties()).toEqual([["Grace Example"], ["Alan Example"]]);

      await client.cancel(grace.uid, graceSecret);
      await client.cancel(alan.uid, moved.manage?.secret ?? "");
      await slotkit.deliver();
      expect(calendar.events.size).toBe(0);
      expect([(await offered()).get(at10), (await offered()).get(at11)]).toEqual([3, 3]);
    });

    it("of a hundred requests at once go to as many as there are", async () => {
      const { book, offered } = await start({ eventType: { seats: { capacity: 30 } } });
      const codes = await Promise.all(Array.from({ length: 100 }, (_, n) => codeOf(book(`Visitor${n}`, at10))));
      expect(codes.filter((code) => code === "done")).toHaveLength(30);
      expect(codes.filter((code) => code === "seats_full")).toHaveLength(70);
      expect((await offered()).has(at10)).toBe(false);
    });

    it("live by the rules of every booking: versions, states, hosts, the end of the meeting", async () => {
      const { client, operator, book, advance } = await start({
        eventType: {
          ...eventType,
          hosts: ["ada", "bob"],
          assignment: { kind: "roundRobin" },
          requiresConfirmation: true,
        },
        otherHosts: ["bob"],
      });
      const { uid, status, version, manage, hosts } = await book("Grace", at10);
      expect([status, version]).toEqual(["pending", 1]);
      const secret = manage?.secret ?? "";
      expect(await codeOf(client.cancel(uid, "another-secret"))).toBe("forbidden");
      expect(await codeOf(operator.markNoShow(uid, { attendee: true }))).toBe("invalid_transition");
      expect(await codeOf(operator.complete(uid))).toBe("invalid_transition");
      expect(await codeOf(operator.confirm(uid, { version: 7 }))).toBe("version_conflict");
      expect((await operator.confirm(uid, { version: 1 })).version).toBe(2);
      expect(await codeOf(operator.confirm(uid))).toBe("invalid_transition");
      expect(await codeOf(operator.decline(uid))).toBe("invalid_transition");
      expect(await codeOf(client.cancel(uid, secret, { version: 1 }))).toBe("version_conflict");
      const toHostId = hosts[0]?.id === "ada" ? "bob" : "ada";
      expect(await codeOf(operator.reassign(uid, { toHostId }))).toBe("invalid_transition");
      const late = await book("Alan", at10);
      expect(late.hosts).toEqual(hosts);
      expect((await operator.decline(late.uid)).status).toBe("rejected");
      expect(await codeOf(operator.cancel(late.uid))).toBe("invalid_transition");

      await advance(Date.parse(at10) - Date.UTC(2026, 10, 20, 8) + minuteMs);
      expect(await codeOf(client.cancel(uid, secret))).toBe("too_late");
      expect(await codeOf(client.reschedule(uid, secret, { start: at11 }))).toBe("too_late");
      expect((await operator.markNoShow(uid, { attendee: true })).noShow).toEqual({ host: false, attendee: true });
      expect((await operator.complete(uid)).status).toBe("completed");
      expect((await operator.markNoShow(uid, { attendee: false })).noShow.attendee).toBe(false);
      expect(await codeOf(operator.complete(uid))).toBe("invalid_transition");
    });
  });
});
