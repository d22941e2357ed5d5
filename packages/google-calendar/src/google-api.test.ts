import { createFakeClock } from "@slotkit/testing/clock";
import { type GoogleStandIn, googleErrorBody, startGoogleStandIn } from "@slotkit/testing/google";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendar } from "./google-calendar.ts";

const calendarId = "ada@example.com";
const put = { calendarId, calendarEventId: null, event: eventSnapshot() };
const read = { clientId: "default", calendarIds: [calendarId], start: 0, end: 3_600_000, ownSpans: {} };

let google: GoogleStandIn;

beforeEach(async () => {
  google = await startGoogleStandIn();
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

function calendar(clock = createFakeClock({ startMs: Date.now() }), send: typeof fetch = google.fetch) {
  const credentials = { serviceAccount: google.credentials };
  return { clock, provider: googleCalendar({ credentials, fetch: send, clock, timeoutMs: 10_000 }) };
}

const requests = (path: string | RegExp) => google.requests.filter((request) => request.path.search(path) >= 0);

describe("tokens", () => {
  it("are fetched once for many calls", async () => {
    const { provider } = calendar();
    await Promise.all([provider.check(), provider.check(), provider.putEvent(put)]);
    expect(requests("/token")).toHaveLength(1);
  });

  it("are fetched anew when Google refuses one, and the call is sent again", async () => {
    const { provider } = calendar();
    await provider.check();
    google.revokeTokens();
    await Promise.all([provider.check(), provider.check(), provider.putEvent(put)]);
    expect(google.events(calendarId)).toHaveLength(1);
    expect(requests("/token").length).toBeGreaterThan(1);
  });

  it("are not asked for again and again: a second 401 is final", async () => {
    const body = googleErrorBody({ status: 401, reason: "authError", message: "Invalid Credentials" });
    google.faults.add({ path: /calendarList/, times: 5, fault: { kind: "answer", status: 401, body } });
    expect(await calendar().provider.check()).toMatchObject({ state: "down" });
    expect(requests("calendarList")).toHaveLength(2);
    expect(requests("/token")).toHaveLength(2);
  });

  it("that cannot be had fail a write before it is sent", async () => {
    google.faults.add({ path: "/token", fault: { kind: "reset" } });
    await expect(calendar().provider.putEvent(put)).rejects.toMatchObject({ kind: "transient" });
    expect(requests(/events/)).toEqual([]);
  });
});

describe("time", () => {
  it("ends a call that gets no answer; a write may have happened, a read not", async () => {
    const { clock, provider } = calendar();
    await provider.check();
    google.faults.add({ method: "POST", fault: { kind: "hang", commit: true } });
    const pending = expect(provider.putEvent(put)).rejects.toMatchObject({
      kind: "unknown_outcome",
      reason: "timeout",
    });
    await expect.poll(() => google.events(calendarId).length).toBe(1);
    await clock.advance(10_000);
    await pending;
    expect(await provider.putEvent(put)).toMatchObject({ calendarEventId: expect.stringMatching(/g0$/) });
    expect(clock.pending).toBe(0);
  });

  it("ends reading, calendar by calendar", async () => {
    const { clock, provider } = calendar();
    google.faults.add({ path: /\/events$/, fault: { kind: "hang" } });
    const pending = provider.readBusy(read);
    await expect.poll(() => requests(/events/).length).toBe(1);
    await clock.advance(10_000);
    expect(await pending).toMatchObject([{ state: "failed", error: { kind: "transient", reason: "timeout" } }]);
  });

  it("counts the token in: one that hangs ends the call as well", async () => {
    const { clock, provider } = calendar();
    google.faults.add({ path: "/token", fault: { kind: "hang" } });
    const pending = provider.check();
    await expect.poll(() => requests("/token").length).toBe(1);
    await clock.advance(10_000);
    expect(await pending).toMatchObject({ state: "down", latencyMs: 10_000 });
  });

  it("that ran out while the token was fetched lets nothing be sent afterwards", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { clock, provider } = calendar(undefined, async (input, init) => {
      if (String(input).endsWith("/token")) await held;
      return google.fetch(input, init);
    });
    const late = provider.putEvent(put).catch((error: unknown) => error);
    await clock.advance(10_000);
    expect(await late).toMatchObject({ kind: "transient", reason: "timeout" });
    release();
    // This call waits for the same token, so the late one has had its turn when it is through.
    expect(await provider.check()).toMatchObject({ state: "ok" });
    expect(requests("/token")).toHaveLength(1);
    expect(requests(/events/)).toEqual([]);
  });

  it("is up at once when the caller stops", async () => {
    const { provider } = calendar();
    await provider.check();
    google.faults.add({ path: /\/events$/, times: 2, fault: { kind: "hang" } });
    const caller = new AbortController();
    const reading = provider.readBusy(read, { signal: caller.signal });
    const writing = expect(provider.putEvent(put, { signal: caller.signal })).rejects.toMatchObject({
      kind: "unknown_outcome",
    });
    await expect.poll(() => requests(/events/).length).toBe(2);
    caller.abort(new Error("the visitor left"));
    await writing;
    expect(await reading).toMatchObject([{ state: "failed" }]);
  });

  it("is up before anything is sent when the caller has stopped already", async () => {
    await expect(calendar().provider.putEvent(put, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "transient",
    });
    expect(google.requests).toEqual([]);
  });
});

describe("check", () => {
  it("is ok when credential, scopes and API are", async () => {
    expect(await calendar().provider.check()).toEqual({ state: "ok", latencyMs: 0, detail: null });
  });

  it.each([
    [403, "accessNotConfigured", "down", /Enable the Google Calendar API/],
    [403, "insufficientPermissions", "down", /Grant all of/],
    [429, "rateLimitExceeded", "degraded", /quota/],
    [503, "backendError", "down", /appsstatus/],
  ])("%d %s is told with its remedy", async (status, reason, state, detail) => {
    const body = googleErrorBody({ status, reason, message: "m" });
    google.faults.add({ path: /calendarList/, fault: { kind: "answer", status, body } });
    expect(await calendar().provider.check()).toMatchObject({ state, detail: expect.stringMatching(detail) });
  });

  it("names a clock that is off by hours, with the seconds", async () => {
    await google.close();
    google = await startGoogleStandIn({ tokenClock: { now: () => Date.now() + 7_200_000 } });
    const { detail, state } = await calendar().provider.check();
    expect(state).toBe("down");
    expect(detail).toMatch(/clock is 7(199|200|201) s behind/);
  });

  it("names missing delegation and the scopes to grant", async () => {
    const subject = "ada@example.com";
    const provider = googleCalendar({
      credentials: { serviceAccount: google.credentials },
      fetch: google.fetch,
      subject,
    });
    expect(await provider.check()).toMatchObject({
      state: "down",
      detail: expect.stringMatching(/delegation.*calendar\.events/),
    });
  });
});
