import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signWebhook } from "./sign-webhook.ts";
import { verifyWebhook, WebhookVerificationError } from "./verify-webhook.ts";

const now = new Date("2026-11-20T08:00:00Z");
const clock = { now: () => now.getTime() };
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const id = "we_1_bk_1_1-created";
const body = '{"type":"booking.created","timestamp":"2026-11-20T08:00:00Z","data":{"n":"Ž"}}';
const timestampSeconds = now.getTime() / 1_000;
const headersOf = (signature: string) => ({
  "webhook-id": id,
  "webhook-timestamp": String(timestampSeconds),
  "webhook-signature": signature,
});
const signed = headersOf(new Webhook(secret).sign(id, now, body));

describe("signWebhook", () => {
  it("signs what the reference library signs, whatever the id, time, body and secret", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.string({ unit: "grapheme" }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        async (anyId, seconds, text, key) => {
          const whsec = `whsec_${Buffer.from(key).toString("base64")}`;
          const expected = new Webhook(whsec).sign(anyId, new Date(seconds * 1_000), text);
          expect(await signWebhook({ id: anyId, timestampSeconds: seconds, body: text }, whsec)).toBe(expected);
        },
      ),
    );
  });
});

describe("verifyWebhook", () => {
  it("believes what the reference library signed, as text, as bytes and with web headers", async () => {
    const expected = { id, event: JSON.parse(body) };
    expect(await verifyWebhook({ body, headers: signed, secret, clock })).toEqual(expected);
    const bytes = new TextEncoder().encode(body);
    expect(await verifyWebhook({ body: bytes, headers: new Headers(signed), secret, clock })).toEqual(expected);
  });

  it("believes any of several signatures and any of several secrets", async () => {
    const both = headersOf(`v2,x v1,AAAA ${new Webhook(other).sign(id, now, body)} ${signed["webhook-signature"]}`);
    expect((await verifyWebhook({ body, headers: both, secret, clock })).id).toBe(id);
    expect((await verifyWebhook({ body, headers: signed, secret: [other, secret], clock })).id).toBe(id);
  });

  it.each([
    ["another body", { body: `${body} ` }],
    ["another secret", { secret: other }],
    ["another id", { headers: { ...signed, "webhook-id": "we_2" } }],
    ["another time", { headers: { ...signed, "webhook-timestamp": String(timestampSeconds + 1) } }],
    ["an old one", { clock: { now: () => now.getTime() + 301_000 } }],
    ["one of the future", { clock: { now: () => now.getTime() - 301_000 } }],
    ["no signature", { headers: { ...signed, "webhook-signature": undefined } }],
    ["an empty signature", { headers: headersOf("") }],
    ["a signature of another version", { headers: headersOf(signed["webhook-signature"].replace("v1,", "v1a,")) }],
    ["a signature that is no base64", { headers: headersOf("v1,%%%%") }],
    ["a time that is none", { headers: { ...signed, "webhook-timestamp": "1e9" } }],
    ["repeated headers", { headers: { ...signed, "webhook-id": [id, id] } }],
  ])("refuses %s", async (_name, changes) => {
    await expect(verifyWebhook({ body, headers: signed, secret, clock, ...changes })).rejects.toThrow(
      WebhookVerificationError,
    );
  });

  it("says that a secret is none, without showing it", async () => {
    for (const wrong of ["whsec_", "hunter2", `whsec_${Buffer.alloc(8).toString("base64")}`]) {
      const refused = verifyWebhook({ body, headers: signed, secret: wrong, clock });
      await expect(refused).rejects.toThrow(TypeError);
      await expect(refused).rejects.not.toThrow("hunter2");
    }
  });
});
