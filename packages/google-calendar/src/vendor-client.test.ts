import { generateKeyPairSync } from "node:crypto";
import { auth } from "googleapis/build/src/apis/calendar/index.js";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendar } from "./google-calendar.ts";

// What Google's own client does by default (retries at once, retries a DELETE, ignores Retry-After) must not happen here.
// Answers imitate https://developers.google.com/workspace/calendar/api/guides/errors.

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const serviceAccount = {
  client_email: "slotkit@project.iam.gserviceaccount.com",
  private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const tokenUrl = "https://oauth2.googleapis.com/token";
const eventsUrl = "https://www.googleapis.com/calendar/v3/calendars/:calendarId/events";
const calendarListUrl = "https://www.googleapis.com/calendar/v3/users/me/calendarList";
const calendarId = "ada@example.com";
const booking = eventSnapshot();

let sent: string[] = [];
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
beforeEach(() => {
  sent = [];
  server.events.on("request:start", ({ request }) => {
    sent.push(`${request.method} ${new URL(request.url).pathname}`);
  });
  server.use(
    http.post(tokenUrl, () => HttpResponse.json({ access_token: "t", expires_in: 3599, token_type: "Bearer" })),
  );
});
afterEach(() => {
  server.resetHandlers();
  server.events.removeAllListeners();
});
afterAll(() => server.close());

// No `fetch` is given, so the requests go the vendor's own way.
const calendar = googleCalendar.bind(undefined, { credentials: { serviceAccount } });
const calls = () => sent.filter((line) => !line.endsWith("/token"));

describe("Google's client under this adapter", () => {
  it.each([408, 429, 500, 503])("sends a read once when it is answered %d", async (status) => {
    server.use(http.get(eventsUrl, () => new HttpResponse(null, { status, headers: { "retry-after": "5" } })));
    const request = { clientId: "default", calendarIds: [calendarId], start: 0, end: 1000, ownSpans: {} };
    expect(await calendar().readBusy(request)).toMatchObject([
      { state: "failed", error: { status, retryAfterMs: 5000 } },
    ]);
    expect(calls()).toHaveLength(1);
  });

  it("sends a read once when the connection breaks", async () => {
    server.use(http.get(eventsUrl, () => HttpResponse.error()));
    const request = { clientId: "default", calendarIds: [calendarId], start: 0, end: 1000, ownSpans: {} };
    expect(await calendar().readBusy(request)).toMatchObject([{ state: "failed", error: { kind: "transient" } }]);
    expect(calls()).toHaveLength(1);
  });

  it("sends an insert and a delete once", async () => {
    server.use(http.all(`${eventsUrl}*`, () => new HttpResponse("<html>", { status: 503 })));
    server.use(http.all(`${eventsUrl}/:eventId`, () => new HttpResponse("<html>", { status: 503 })));
    const put = calendar().putEvent({ calendarId, calendarEventId: null, event: booking });
    await expect(put).rejects.toMatchObject({ kind: "transient", status: 503 });
    const removal = { calendarId, calendarEventId: "sk0", clientId: "default", uid: booking.uid };
    await expect(calendar().removeEvent(removal)).rejects.toMatchObject({ kind: "transient", status: 503 });
    expect(calls().map((line) => line.split(" ")[0])).toEqual(["POST", "DELETE"]);
  });

  it("sends a read once with a client that was handed in as well", async () => {
    server.use(http.get(calendarListUrl, () => new HttpResponse(null, { status: 503 })));
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: "t" });
    expect(await googleCalendar({ auth: client }).check()).toMatchObject({ state: "down" });
    expect(calls()).toHaveLength(1);
  });

  it("asks for a token once when the token endpoint fails", async () => {
    server.use(http.post(tokenUrl, () => new HttpResponse("", { status: 503, headers: { "retry-after": "7" } })));
    const put = calendar().putEvent({ calendarId, calendarEventId: null, event: booking });
    await expect(put).rejects.toMatchObject({ kind: "transient", retryAfterMs: 7000 });
    expect(sent).toEqual(["POST /token"]);
  });

  it("lets nothing of the booking or of the token into the error", async () => {
    server.use(http.post(eventsUrl, () => HttpResponse.error()));
    const error = await calendar()
      .putEvent({ calendarId, calendarEventId: null, event: booking })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "unknown_outcome" });
    const { inspect } = await import("node:util");
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/grace|Bearer|ada@|ada%40/i);
  });
});
