import { createBookingForm, createClient } from "@slotkit/client";
import { createHandler } from "@slotkit/server";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const operatorToken = "operator";
const start = "2026-11-23T10:00:00+01:00";
const attendee = { name: "Grace Example", email: "grace@example.org" };

function serve(options: ComposeForTestOptions["options"] = { botDefence: { mode: "required" } }) {
  const { slotkit, clock } = composeForTest({ options });
  const handler = createHandler(slotkit, {
    rateLimits: false,
    isOperator: (request) =>
      request.headers.get("Authorization") === `Bearer ${operatorToken}` ? { clients: "*" } : null,
  });
  let keys = 0;
  async function book(changes: object = {}, headers: Record<string, string> = {}) {
    const response = await handler(
      new Request("http://localhost/bookings", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": `0123456789abcdef-${keys++}`, ...headers },
        body: JSON.stringify({ eventType: "intro", start, attendee, ...changes }),
      }),
    );
    return { status: response.status, text: await response.text() };
  }
  async function loadForm(include = "eventType") {
    const query = `eventType=intro&start=2026-11-23&end=2026-11-24&include=${include}`;
    const response = await handler(new Request(`http://localhost/slots?${query}`));
    return { form: (await response.json()).form, headers: response.headers };
  }
  const client = createClient({ baseUrl: "http://localhost", fetch: (url, init) => handler(new Request(url, init)) });
  return { book, loadForm, client, clock };
}

describe("bot defence over HTTP", () => {
  it("gives the form with the event type, in an answer that no cache keeps", async () => {
    const { loadForm } = serve();
    const { form, headers } = await loadForm();
    expect(form).toEqual({ token: expect.any(String), minimumSeconds: 3, expiresInSeconds: 86_400 });
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect((await loadForm("businessHours")).form).toBeUndefined();
    expect((await serve({ botDefence: false }).loadForm()).form).toBeUndefined();
  });

  it("answers every sign of a bot with the same bytes", async () => {
    const { book, loadForm, clock } = serve();
    const { form } = await loadForm();
    const tooFast = await book({ form: { token: form.token } });
    await clock.advance(5_000);
    const others = [
      await book(),
      await book({ form: {} }),
      await book({ form: { token: form.token, website: "https://spam.example" } }),
      await book({ form: { token: `${form.token}x` } }),
      await book({ form: { token: "\ud800" } }),
      // What else is wrong with the booking is not looked at.
      await book({ start: "2026-11-23T03:00:00Z" }),
      await book({ answers: { unknown: "x" } }),
    ];
    expect(tooFast).toEqual({
      status: 403,
      text: JSON.stringify({
        type: "about:blank",
        title: "Forbidden",
        status: 403,
        code: "forbidden",
        detail: "This booking was not accepted. Load the page again, and book once more.",
      }),
    });
    for (const other of others) expect(other).toEqual(tooFast);
    expect((await book({ form: { token: form.token, website: "" } })).status).toBe(201);
  });

  it("answers a repeat as it answered the first, however old the form is by then and whatever form comes", async () => {
    const { book, loadForm, clock } = serve({ botDefence: { mode: "required", attemptsPerForm: 1 } });
    const { token } = (await loadForm()).form;
    await clock.advance(5_000);
    const key = { "Idempotency-Key": "one-key-for-all-of-them" };
    const first = await book({ form: { token } }, key);
    expect(first.status).toBe(201);
    await clock.advance(48 * 3_600_000);
    expect(await book({ form: { token } }, key)).toEqual(first);
    expect(await book({ form: { token: "another" } }, key)).toEqual(first);
  });

  it("lets operators pass", async () => {
    const { book } = serve();
    expect((await book({}, { Authorization: `Bearer ${operatorToken}` })).status).toBe(201);
  });

  it("is served by the client's form without the caller's help", async () => {
    const { client, clock } = serve();
    const form = createBookingForm(client, "intro", { nowMs: () => clock.now(), wait: (ms) => clock.advance(ms) });
    const booking = await client.createBooking({ eventType: "intro", start, attendee, form: await form.fill() });
    expect(booking.status).toBe("confirmed");
  });
});
