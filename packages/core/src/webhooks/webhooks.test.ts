import { IntegrationError, type WebhookEventType } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Monday 2026-11-23, 10:00 in Berlin; the composition's clock stands at Friday, 08:00 UTC. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };
const url = "https://hooks.example.com/slotkit";
const down = new IntegrationError("transient", "The receiver answered 503.", { remedy: "Look.", status: 503 });

async function compose(
  options: Parameters<typeof composeForTest>[0] = {},
  eventTypes: WebhookEventType[] | null = null,
) {
  const composed = composeForTest(options);
  const { endpoint, secret } = await composed.slotkit.createWebhook({ url, eventTypes });
  const { slotkit, webhooks } = composed;
  const told = async () => {
    await slotkit.deliver();
    return webhooks.posted.map(({ payload }) => payload.type);
  };
  const book = (changes: { start?: number; reservationUid?: string } = {}) =>
    slotkit.book({ eventType: "intro", start, attendee, ...changes });
  return { ...composed, endpoint, secret, told, book };
}

describe("webhooks", () => {
  it("tell of a booking's whole life, in order, each event once", async () => {
    const { slotkit, clock, told, book, webhooks } = await compose({ eventType: { requiresConfirmation: true } });
    const { booking } = await book();
    const { uid } = booking;
    await slotkit.confirm({ uid });
    await slotkit.reschedule({ uid, start: start + hourMs });
    await slotkit.changeGuests({ uid, add: ["guest@example.org"] });
    await clock.advance(start + 2 * hourMs - clock.now());
    await slotkit.markNoShow({ uid, attendee: true });
    const expected = [
      "booking.created",
      "booking.pending",
      "booking.confirmed",
      "booking.rescheduled",
      "booking.updated",
      "booking.no_show",
      "booking.completed",
    ];
    // Closing the booking comes before the delivery, so its event is there at once.
    expect(await told()).toEqual(expected);
    expect(await told()).toEqual(expected);
    const moved = webhooks.posted[3]?.payload;
    expect(moved).toMatchObject({
      type: "booking.rescheduled",
      timestamp: "2026-11-20T08:00:00Z",
      data: {
        previousStart: "2026-11-23T10:00:00+01:00",
        booking: { uid, version: 3, start: "2026-11-23T11:00:00+01:00", hosts: [{ id: "ada" }], attendee },
      },
    });
    expect(new Set(webhooks.posted.map(({ id }) => id)).size).toBe(expected.length);
    expect(webhooks.posted.every(({ id }) => /^[A-Za-z0-9_-]+$/.test(id))).toBe(true);
  });

  it("tell of cancellations, refusals and requests that nobody answered", async () => {
    const { slotkit, clock, told, book } = await compose({ eventType: { requiresConfirmation: true } }, [
      "booking.cancelled",
      "booking.rejected",
    ]);
    const { booking } = await book();
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.decline({ uid: (await book({ start: start + hourMs })).booking.uid });
    await book({ start: start + 2 * hourMs });
    expect((await told()).toSorted()).toEqual(["booking.cancelled", "booking.rejected"]);
    await clock.advance(4 * dayMs);
    expect((await told()).toSorted()).toEqual(["booking.cancelled", "booking.rejected", "booking.rejected"]);
  });

  it("never carry what manages a booking", async () => {
    const { book, told, webhooks } = await compose();
    const { manage } = await book();
    await told();
    expect(manage.secret).not.toBe("");
    expect(JSON.stringify(webhooks.posted)).not.toContain(manage.secret);
  });

  it("remind at the agreed times, follow a move, and stay silent after a cancellation", async () => {
    const { slotkit, clock, told, book, webhooks } = await compose(
      { eventType: { reminders: { minutesBefore: [60, 1440] } } },
      ["booking.reminder"],
    );
    const { booking } = await book();
    const cancelled = await book({ start: start + 2 * hourMs });
    await slotkit.reschedule({ uid: booking.uid, start: start + hourMs });
    await slotkit.cancel({ uid: cancelled.booking.uid });
    const reminders: number[] = [];
    for (let hours = 0; hours < 96; hours++) {
      await clock.advance(hourMs);
      await told();
      for (const _ of webhooks.posted.splice(0)) reminders.push(start + hourMs - clock.now());
    }
    expect(reminders).toEqual([dayMs, hourMs]);
  });

  it("do not remind of what has begun, nor of a time that had passed at the booking", async () => {
    const { clock, told, book, webhooks } = await compose(
      { eventType: { reminders: { minutesBefore: [60, 10_080] } } },
      ["booking.reminder"],
    );
    await book();
    webhooks.failure = down;
    await clock.advance(start - 30 * minuteMs - clock.now());
    expect(await told()).toEqual([]);
    webhooks.failure = null;
    await clock.advance(hourMs);
    expect(await told()).toEqual([]);
  });

  it("tell of holds, and of their end only when nobody used or released them", async () => {
    const { slotkit, clock, told, book, webhooks } = await compose({}, ["reservation.created", "reservation.expired"]);
    const used = await slotkit.reserve({ eventType: "intro", start });
    const released = await slotkit.reserve({ eventType: "intro", start: start + hourMs });
    const forgotten = await slotkit.reserve({ eventType: "intro", start: start + 2 * hourMs });
    await book({ reservationUid: used.reservation.uid });
    await slotkit.releaseReservation({ uid: released.reservation.uid });
    await clock.advance(4 * minuteMs);
    await slotkit.extendReservation({ uid: forgotten.reservation.uid });
    await clock.advance(2 * minuteMs);
    expect(await told()).toEqual(Array(3).fill("reservation.created"));
    await clock.advance(10 * minuteMs);
    expect((await told()).slice(3)).toEqual(["reservation.expired"]);
    expect(webhooks.posted[3]?.payload).toMatchObject({ data: { reservation: { uid: forgotten.reservation.uid } } });
  });

  it("tell what waits for a person, that it was delivered after all, and of a calendar that is closed to us", async () => {
    const { slotkit, clock, calendar, told, book, webhooks } = await compose({}, [
      "sync.failed",
      "sync.recovered",
      "calendar.disconnected",
    ]);
    calendar.failWrites = new IntegrationError("auth", "The token was revoked.", { remedy: "Connect again." });
    await book();
    await told();
    await clock.advance(20 * minuteMs);
    expect(await told()).toEqual(["calendar.disconnected"]);
    calendar.failWrites = new IntegrationError("permanent", "Forbidden.", { remedy: "Share the calendar." });
    await clock.advance(20 * minuteMs);
    await slotkit.deliver();
    expect(await told()).toEqual(["calendar.disconnected", "sync.failed"]);
    expect(webhooks.posted[1]?.payload.data).toMatchObject({
      sync: { integration: "calendar", cause: "permanent", message: "Forbidden.", remedy: "Share the calendar." },
    });
    calendar.failWrites = null;
    await slotkit.retrySync({ matching: {} });
    await slotkit.deliver();
    expect(await told()).toEqual(["calendar.disconnected", "sync.failed", "sync.recovered"]);
  });

  it("are recorded for nobody who was not there, and for nobody who is disabled", async () => {
    const { slotkit, endpoint, told, book } = await compose();
    await slotkit.updateWebhook({ id: endpoint.id, enabled: false });
    await book();
    await slotkit.updateWebhook({ id: endpoint.id, enabled: true });
    expect(await told()).toEqual([]);
  });

  it("keep one id over all attempts and replays, and sign with both secrets while one takes over", async () => {
    const { slotkit, clock, endpoint, secret, told, book, webhooks } = await compose({}, ["booking.created"]);
    await book();
    webhooks.failure = down;
    await told();
    await clock.advance(minuteMs);
    webhooks.failure = null;
    await told();
    const rotated = await slotkit.rotateWebhookSecret({ id: endpoint.id, overlapHours: 1 });
    const [delivery] = await slotkit.listWebhookDeliveries({ id: endpoint.id });
    expect(delivery).toMatchObject({ state: "delivered", attempt: 1, status: 200, error: null });
    expect(await slotkit.replayWebhooks({ id: endpoint.id, ids: [delivery?.id ?? "", "unknown"] })).toBe(1);
    await told();
    await clock.advance(2 * hourMs);
    await slotkit.replayWebhooks({ id: endpoint.id, ids: [delivery?.id ?? ""] });
    await told();
    expect(webhooks.attempts.map(({ secrets }) => secrets)).toEqual([
      [secret],
      [secret],
      [rotated.secret, secret],
      [rotated.secret],
    ]);
    expect(new Set(webhooks.attempts.map(({ id }) => id)).size).toBe(1);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  it("let one event that fails hold up its own booking and no other", async () => {
    const { slotkit, clock, told, book, webhooks, endpoint } = await compose();
    const poison = await book();
    webhooks.failWhen = ({ body }) => (body.includes(poison.booking.uid) ? down : null);
    for (let index = 1; index <= 10; index++) await book({ start: start + index * 30 * minuteMs });
    await slotkit.cancel({ uid: poison.booking.uid });
    for (let minutes = 0; minutes < 30; minutes++) {
      await told();
      await clock.advance(minuteMs);
    }
    expect(webhooks.posted).toHaveLength(20);
    webhooks.failWhen = () => null;
    await clock.advance(2 * hourMs);
    expect((await told()).slice(20)).toEqual(["booking.created", "booking.confirmed", "booking.cancelled"]);
    expect(await slotkit.getWebhook({ id: endpoint.id })).toMatchObject({ failures: 0, lanes: 10 });
  });

  it("drain an outage of 72 hours by themselves within a minute, in order, with few attempts and no repeat", async () => {
    const { slotkit, clock, told, book, webhooks } = await compose();
    webhooks.failure = down;
    for (let index = 0; index < 14; index++) await book({ start: start + index * 30 * minuteMs });
    for (let minutes = 0; minutes < 72 * 60; minutes++) {
      await clock.advance(minuteMs);
      await slotkit.deliver();
    }
    const attempts = webhooks.attempts.length;
    // One probe a minute, and no more: an outage is not made worse.
    expect(attempts).toBeLessThan(72 * 60 + 50);
    webhooks.failure = null;
    await clock.advance(minuteMs);
    await told();
    expect(webhooks.posted).toHaveLength(28);
    expect(webhooks.attempts.length - attempts).toBe(28);
    expect(new Set(webhooks.posted.map(({ id }) => id)).size).toBe(28);
    const ofBooking = Map.groupBy(webhooks.posted, ({ id }) => /bk_[0-9a-v]+/.exec(id)?.[0]);
    for (const posted of ofBooking.values()) {
      expect(posted.map(({ payload }) => payload.type)).toEqual(["booking.created", "booking.confirmed"]);
    }
  });

  it("disable an endpoint that has failed for five days, or answers that it is gone, and say so", async () => {
    const logged: string[] = [];
    const logger = {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (message: string) => logged.push(message),
    };
    const { slotkit, clock, endpoint, told, book, webhooks } = await compose({ options: { logger } });
    webhooks.failure = down;
    await book();
    await book({ start: start + hourMs });
    for (let hours = 0; hours < 124; hours++) {
      await told();
      await clock.advance(hourMs);
    }
    expect(await slotkit.getWebhook({ id: endpoint.id })).toMatchObject({ disabledReason: "failing" });
    expect(logged).toEqual(["A webhook endpoint was disabled."]);
    const attempts = webhooks.attempts.length;
    await clock.advance(dayMs);
    await told();
    expect(webhooks.attempts).toHaveLength(attempts);

    webhooks.failure = null;
    await slotkit.updateWebhook({ id: endpoint.id, enabled: true });
    const failedSince = "2026-11-20T00:00:00Z";
    await slotkit.replayWebhooks({ id: endpoint.id, failedSince });
    await told();
    expect(webhooks.posted.filter(({ payload }) => payload.type === "booking.created")).toHaveLength(2);

    webhooks.failure = new IntegrationError("transient", "The receiver answered 410.", { remedy: "", status: 410 });
    await slotkit.replayWebhooks({ id: endpoint.id, ids: [webhooks.posted[0]?.id ?? ""] });
    await told();
    expect(await slotkit.getWebhook({ id: endpoint.id })).toMatchObject({ disabledReason: "gone" });
  });

  it("wait as long as a receiver asks", async () => {
    const { clock, told, book, webhooks } = await compose({}, ["booking.created"]);
    webhooks.failure = new IntegrationError("throttled", "The receiver answered 429.", {
      remedy: "",
      status: 429,
      retryAfterMs: 30 * minuteMs,
    });
    await book();
    await told();
    webhooks.failure = null;
    await clock.advance(29 * minuteMs);
    expect(await told()).toEqual([]);
    await clock.advance(minuteMs);
    expect(await told()).toEqual(["booking.created"]);
  });

  it("refuse what is no endpoint, with the field and the remedy", async () => {
    const { slotkit, endpoint } = await compose();
    const refusals: [Promise<unknown>, string][] = [
      [slotkit.createWebhook({ url: "http://hooks.example.com" }), "validation_failed"],
      [slotkit.createWebhook({ url, eventTypes: [] }), "validation_failed"],
      [slotkit.createWebhook({ url, eventTypes: ["booking.created", "booking.created"] }), "validation_failed"],
      [slotkit.updateWebhook({ id: endpoint.id, url: "ftp://x" }), "validation_failed"],
      [slotkit.updateWebhook({ id: endpoint.id, enabled: true, version: 9 }), "version_conflict"],
      [slotkit.getWebhook({ id: "we_0" }), "not_found"],
      [slotkit.getWebhook({ id: endpoint.id, clientId: "umbrella" }), "not_found"],
      [slotkit.deleteWebhook({ id: endpoint.id, clientId: "umbrella" }), "not_found"],
      [slotkit.replayWebhooks({ id: endpoint.id, failedSince: "yesterday" }), "validation_failed"],
      [slotkit.rotateWebhookSecret({ id: endpoint.id, overlapHours: 200 }), "validation_failed"],
      [composeForTest({ options: { webhooks: false } }).slotkit.createWebhook({ url }), "validation_failed"],
    ];
    for (const [refused, code] of refusals) await expect(refused).rejects.toMatchObject({ code });
    for (let index = 1; index < 20; index++) await slotkit.createWebhook({ url });
    await expect(slotkit.createWebhook({ url })).rejects.toMatchObject({ code: "limit_reached" });
    await slotkit.deleteWebhook({ id: endpoint.id });
    expect(await slotkit.listWebhooks()).toHaveLength(19);
  });
});
