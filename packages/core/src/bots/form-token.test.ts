import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSigner, type Signer } from "../bookings/signer.ts";
import { type FormTokenSubject, readFormToken, signFormTokens } from "./form-token.ts";

const signer = createSigner(new TextEncoder().encode("a secret for tests alone, long enough to be taken"));
const subject = { clientId: "acme", eventType: "intro" };
const batch = { issuedAtMs: Date.UTC(2026, 10, 20, 8), id: "0123456789abcdef" };
const token = { ...batch, id: `${batch.id}0a` };

/** The eleventh token of the batch. */
async function signFormToken(by: Signer, about: FormTokenSubject): Promise<string> {
  return (await signFormTokens(by, about, batch))[10] ?? "";
}

describe("form tokens", () => {
  it("say when they were issued, and which they are, to whoever has the secret", async () => {
    expect(await readFormToken(signer, subject, await signFormToken(signer, subject))).toEqual(token);
  });

  it("are many in a batch, and no two alike", async () => {
    const tokens = await signFormTokens(signer, subject, batch);
    const read = await Promise.all(tokens.map((each) => readFormToken(signer, subject, each)));
    expect(new Set(read.map((each) => each?.id)).size).toBe(64);
    expect(new Set(tokens.map((each) => each.split(".")[2])).size).toBe(64);
  });

  it.each([
    ["another event type", { ...subject, eventType: "consultation" }],
    ["another client", { ...subject, clientId: "other" }],
    ["an event type whose name looks like two", { clientId: "acme", eventType: 'intro","x' }],
  ])("are nothing to %s", async (_name, other) => {
    expect(await readFormToken(signer, other, await signFormToken(signer, subject))).toBeNull();
  });

  it("are nothing under another secret", async () => {
    const other = createSigner(new TextEncoder().encode("another secret for tests alone, as long as the first"));
    expect(await readFormToken(signer, subject, await signFormToken(other, subject))).toBeNull();
  });

  it("are not believed after any change", { timeout: 30_000 }, async () => {
    const signed = await signFormToken(signer, subject);
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.string({ minLength: 1, maxLength: 1 }), async (at, letter) => {
        fc.pre(letter !== signed[at]);
        expect(await readFormToken(signer, subject, signed.slice(0, at) + letter + signed.slice(at + 1))).toBeNull();
      }),
    );
  });

  it("are refused without an error, whatever stands in them", { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        expect(await readFormToken(signer, subject, text)).toBeNull();
      }),
    );
  });
});
