import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { createSigner } from "../bookings/signer.ts";
import { readFormToken } from "./form-token.ts";
import { createTokenIssuer } from "./token-issuer.ts";

const subject = { clientId: "acme", eventType: "intro" };

function compose() {
  const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
  const signer = createSigner(new TextEncoder().encode("a secret for tests alone, long enough to be taken"));
  let signed = 0;
  const counting = {
    ...signer,
    series: (parts: readonly (string | number)[]) => {
      signed++;
      return signer.series(parts);
    },
  };
  const issuer = createTokenIssuer({ signer: counting, clock, random: createSeededRandom(1) });
  return { clock, signer, issuer, signed: () => signed };
}

it("hands every token out once, however many are asked for at once, and signs few times", async () => {
  const { issuer, signer, signed } = compose();
  const tokens = await Promise.all(Array.from({ length: 1_000 }, () => issuer.next(subject)));
  expect(new Set(tokens).size).toBe(1_000);
  expect(signed()).toBeLessThanOrEqual(32);
  const [first, last] = [tokens[0] ?? "", tokens.at(-1) ?? ""];
  expect([await readFormToken(signer, subject, first), await readFormToken(signer, subject, last)]).not.toContain(null);
});

it("keeps event types apart", async () => {
  const { issuer, signer } = compose();
  const other = { ...subject, eventType: "consultation" };
  await issuer.next(subject);
  const token = await issuer.next(other);
  expect([await readFormToken(signer, subject, token), await readFormToken(signer, other, token)]).toEqual([
    null,
    { issuedAtMs: Date.UTC(2026, 10, 20, 8), id: expect.any(String) },
  ]);
});

it("hands out none that is older than a quarter of a second", async () => {
  const { clock, issuer, signer } = compose();
  for (let visits = 0; visits < 20; visits++) {
    const token = await readFormToken(signer, subject, await issuer.next(subject));
    expect(clock.now() - (token?.issuedAtMs ?? 0)).toBeLessThan(250);
    await clock.advance(60);
  }
});
