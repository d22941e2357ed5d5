import { describe, expect, it, vi } from "vitest";
import { isApiError } from "./api-error.ts";
import { type ClientOptions, createClient } from "./create-client.ts";
import { wait } from "./repeat.ts";

const booking = { uid: "bk_1", status: "confirmed", start: "2026-11-25T10:00:00+01:00" };
const body = {
  eventType: "intro",
  start: "2026-11-25T10:00:00+01:00",
  attendee: { name: "Ada Example", email: "ada@example.com" },
};

const json = (value: unknown, init?: ResponseInit) => new Response(JSON.stringify(value), init);
const problem = (status: number, code: string, more: object = {}) => ({ status, code, detail: "Refused.", ...more });

type Step = () => Response | Promise<Response>;
const offline: Step = () => Promise.reject(new TypeError("fetch failed"));

/** A client whose fetch plays one step per request, and what it was asked. */
function scripted(steps: Step[], options: Partial<ClientOptions> = {}) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
    const step = steps.shift();
    if (!step) throw new Error("The script has no answer left.");
    return step();
  });
  const waits: number[] = [];
  const wait = async (delayMs: number) => void waits.push(delayMs);
  const client = createClient({ baseUrl: "/api/", fetch, wait, random: () => 0.5, ...options });
  const sent = (index = 0) => {
    const [url, init] = fetch.mock.calls[index] ?? [];
    return { url, method: init?.method, headers: new Headers(init?.headers), body: init?.body };
  };
  return { client, fetch, sent, waits };
}

const caught = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isApiError(error)) throw new Error(`Expected an ApiError, got ${String(error)}`);
  return error;
};

describe("requests", () => {
  it("asks for slots with the given parameters only", async () => {
    const { client, sent } = scripted([() => json({ slots: {}, timeZone: "Europe/Berlin" })]);
    await client.getSlots({ eventType: "intro", start: "2026-11-01", end: "2026-12-01", timeZone: undefined });
    expect(sent().url).toBe("/api/slots?eventType=intro&start=2026-11-01&end=2026-12-01");
    expect(sent().headers.has("Authorization")).toBe(false);
  });

  it("sends a secret as a header, never in the URL", async () => {
    const { client, sent } = scripted([() => json(booking), () => json({ slots: {}, timeZone: "UTC" })]);
    await client.getBooking("bk_1", "s3cret");
    await client.getSlots(
      { eventType: "intro", start: "2026-11-01", end: "2026-12-01", rescheduleUid: "bk_1" },
      { secret: "s3cret" },
    );
    for (const index of [0, 1]) {
      expect(sent(index).url).not.toContain("s3cret");
      expect(sent(index).headers.get("Authorization")).toBe("Bearer s3cret");
    }
  });

  it("encodes what stands in a path", async () => {
    const { client, sent } = scripted([() => json({ slug: "a/b", title: "A" })]);
    await client.getEventType("a/b?c");
    expect(sent().url).toBe("/api/event-types/a%2Fb%3Fc");
  });

  it("posts a change with its body", async () => {
    const { client, sent } = scripted([() => json(booking), () => json(booking)]);
    await client.reschedule("bk_1", "s3cret", { start: body.start });
    await client.cancel("bk_1", "s3cret");
    expect(sent(0)).toMatchObject({
      url: "/api/bookings/bk_1/reschedule",
      method: "POST",
      body: `{"start":"${body.start}"}`,
    });
    expect(sent(1)).toMatchObject({ url: "/api/bookings/bk_1/cancel", method: "POST", body: "{}" });
  });

  it("reads the calendar file as text", async () => {
    const text = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    const { client, sent } = scripted([() => new Response(text)]);
    expect(await client.getCalendarFile("bk_1", "s3cret")).toBe(text);
    expect(sent().url).toBe("/api/bookings/bk_1/calendar.ics");
  });

  it("tells the health of a service that is down", async () => {
    const { client } = scripted([() => json({ state: "down", parts: {} }, { status: 503 })]);
    expect(await client.health()).toMatchObject({ state: "down" });
  });
});

describe("errors", () => {
  it("carries the problem, its fields, alternatives and Retry-After", async () => {
    const alternatives = [{ start: "2026-11-25T10:30:00+01:00", end: "2026-11-25T11:00:00+01:00" }];
    const errors = [{ field: "attendee.email", message: "must be an e-mail address" }];
    const answer = json(problem(409, "slot_unavailable", { alternatives, errors }), {
      status: 409,
      headers: { "Retry-After": "7" },
    });
    const error = await caught(scripted([() => answer]).client.createBooking(body));
    expect(error).toMatchObject({ kind: "problem", status: 409, code: "slot_unavailable", alternatives, errors });
    expect(error).toMatchObject({ retryAfterSeconds: 7 });
  });

  it("knows nothing of a wait that the API did not name", async () => {
    const error = await caught(scripted([() => json(problem(503, "busy"), { status: 503 })]).client.health());
    expect(error).toMatchObject({ retryAfterSeconds: null, errors: [], alternatives: [] });
  });

  it.each([
    ["a page", () => new Response("<!doctype html>", { status: 502 })],
    ["a page with status 200", () => new Response("<!doctype html>")],
    ["JSON of somebody else", () => json({ message: "ok" })],
    ["an error of somebody else", () => json({ error: "nope" }, { status: 404 })],
    ["null", () => json(null)],
  ])("calls %s a protocol error", async (_name, answer) => {
    const error = await caught(scripted([answer]).client.getBooking("bk_1", "s3cret"));
    expect(error.kind).toBe("protocol");
  });

  it("refuses a calendar file that is none", async () => {
    expect((await caught(scripted([() => json({})]).client.getCalendarFile("bk_1", "s"))).kind).toBe("protocol");
    const gone = () => json(problem(410, "gone"), { status: 410 });
    expect(await caught(scripted([gone]).client.getCalendarFile("bk_1", "s"))).toMatchObject({ code: "gone" });
  });

  it("tells a timeout as a network failure", async () => {
    const silent = (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const client = createClient({ baseUrl: "/api", fetch: silent, timeoutMs: 1 });
    expect(await caught(client.health())).toMatchObject({ kind: "network", timedOut: true });
  });

  it("throws the reason of an abort as it is", async () => {
    const reason = new Error("moved on");
    const { client } = scripted([offline]);
    await expect(client.health({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("recognises an error of another copy of the package", () => {
    expect(isApiError(Object.assign(new Error(), { [Symbol.for("slotkit.ApiError")]: true }))).toBe(true);
    expect(isApiError(new Error())).toBe(false);
    expect(isApiError(null)).toBe(false);
  });
});

describe("repeats", () => {
  it("books again under the same key after a network failure", async () => {
    const { client, fetch, sent, waits } = scripted([offline, offline, () => json(booking, { status: 201 })]);
    expect(await client.createBooking(body)).toEqual(booking);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(new Set([0, 1, 2].map((index) => sent(index).headers.get("Idempotency-Key"))).size).toBe(1);
    expect(waits).toEqual([200, 400]);
  });

  it("waits for its own earlier attempt", async () => {
    const running = () => json(problem(409, "idempotency_in_progress"), { status: 409 });
    const { client, fetch } = scripted([offline, running, () => json(booking)]);
    expect(await client.createBooking(body)).toEqual(booking);
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it("gives up after three attempts", async () => {
    const { client, fetch } = scripted([offline, offline, offline]);
    expect((await caught(client.createBooking(body))).kind).toBe("network");
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it("takes a refusal as final", async () => {
    const { client, fetch } = scripted([() => json(problem(503, "busy"), { status: 503 })]);
    await caught(client.createBooking(body));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("never repeats a move or a cancellation", async () => {
    const { client, fetch } = scripted([offline, offline]);
    await caught(client.reschedule("bk_1", "s", { start: body.start }));
    await caught(client.cancel("bk_1", "s"));
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("uses a new key per booking, or the one that is handed over", async () => {
    const { client, sent } = scripted([() => json(booking), () => json(booking), () => json(booking)]);
    await client.createBooking(body);
    await client.createBooking(body);
    await client.createBooking(body, { idempotencyKey: "mine" });
    const keys = [0, 1, 2].map((index) => sent(index).headers.get("Idempotency-Key"));
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[2]).toBe("mine");
  });

  it("stops waiting when aborted", async () => {
    const controller = new AbortController();
    const waiting = wait(60_000, controller.signal);
    controller.abort(new Error("left the page"));
    await expect(waiting).rejects.toThrow("left the page");
    await expect(wait(60_000, controller.signal)).rejects.toThrow("left the page");
  });
});
