import { type GoogleStandIn, startGoogleStandIn } from "@slotkit/testing/google";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventId } from "./event-id.ts";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendar } from "./google-calendar.ts";

const calendarId = "ada@example.com";
const booking = eventSnapshot();

let google: GoogleStandIn;

beforeEach(async () => {
  google = await startGoogleStandIn();
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

const calendar = () => googleCalendar({ credentials: { serviceAccount: google.credentials }, fetch: google.fetch });
const put = (calendarEventId: string | null = null) =>
  calendar().putEvent({ calendarId, calendarEventId, event: booking });
const remove = (calendarEventId: string | null, id = calendarId) =>
  calendar().removeEvent({ calendarId: id, calendarEventId, clientId: "default", uid: booking.uid });
const live = () => google.events(calendarId).filter(({ status }) => status !== "cancelled");

describe("removeEvent", () => {
  it("deletes the event with one call", async () => {
    const { calendarEventId } = await put();
    const before = google.requests.length;
    await remove(calendarEventId);
    expect(live()).toEqual([]);
    expect(google.requests.slice(before).filter(({ path }) => path !== "/token")).toMatchObject([
      { method: "DELETE", query: "sendUpdates=none" },
    ]);
  });

  it("takes one that is deleted, vanished or was never made for removed", async () => {
    const { calendarEventId } = await put();
    await remove(calendarEventId);
    await expect(remove(calendarEventId)).resolves.toBeUndefined();
    google.purgeDeleted();
    await expect(remove(calendarEventId)).resolves.toBeUndefined();
    await expect(remove(null)).resolves.toBeUndefined();
  });

  it("finds an event whose id was never learnt, in whatever generation", async () => {
    await put();
    google.changeOutside(calendarId, eventId(booking.uid, 0), { status: "cancelled" });
    await put();
    expect(live()).toMatchObject([{ id: eventId(booking.uid, 1) }]);
    await remove(null);
    expect(live()).toEqual([]);
  });

  it("leaves the same booking uid of another client alone", async () => {
    await calendar().putEvent({ calendarId, calendarEventId: null, event: eventSnapshot({ clientId: "other" }) });
    await remove("nosuchevent");
    expect(live()).toHaveLength(1);
  });

  it("succeeds again after a delete whose answer was lost", async () => {
    const { calendarEventId } = await put();
    google.faults.add({ method: "DELETE", fault: { kind: "reset", commit: true } });
    await expect(remove(calendarEventId)).rejects.toMatchObject({ kind: "unknown_outcome" });
    await expect(remove(calendarEventId)).resolves.toBeUndefined();
  });

  it("does not take an unreadable calendar for a removed event", async () => {
    await expect(remove("sk0", "nobody@example.com")).rejects.toMatchObject({
      kind: "permanent",
      reason: "notFound",
      remedy: expect.stringContaining("share the calendar"),
    });
  });

  it("does not take a gateway's HTML 404 for a removed event", async () => {
    const { calendarEventId } = await put();
    google.faults.add({ method: "DELETE", fault: { kind: "answer", status: 404, body: "<html>" } });
    await remove(calendarEventId);
    expect(live()).toEqual([]);
  });
});
