import { IntegrationError, silentLogger, silentTelemetry } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { describe, expect, it } from "vitest";
import { createBreakers } from "./breakers.ts";
import { isCallRefused } from "./call-refused.ts";

function setUp() {
  const clock = createFakeClock({ startMs: 0 });
  const random = createSeededRandom(1);
  const breakers = createBreakers({ clock, random, logger: silentLogger, telemetry: silentTelemetry });
  const call = (credential: string, up: boolean) =>
    breakers
      .policyOf({ integration: "calendar", provider: "google", credential })
      .execute(() =>
        up
          ? Promise.resolve("answer")
          : Promise.reject(new IntegrationError("transient", "Down.", { remedy: "Wait." })),
      )
      .catch((error: unknown) => (isCallRefused(error) ? `refused by ${error.policy}` : "failed"));
  return { clock, breakers, call };
}

describe("createBreakers", () => {
  it("closes the way for a credential alone when only that one fails", async () => {
    const { breakers, call } = setUp();
    for (let attempt = 0; attempt < 20; attempt++) await call("ada", false);
    expect(await call("ada", true)).toBe("refused by calendar:google:ada");
    expect(await call("bob", true)).toBe("answer");
    expect(breakers.reports().map(({ credential, view }) => [credential, view.kind])).toEqual([
      [null, "closed"],
      ["ada", "open"],
      ["bob", "closed"],
    ]);
  });

  it("closes it for the whole provider when three of them fail, and for no other", async () => {
    const { breakers, call } = setUp();
    for (const credential of ["ada", "bob"])
      for (let attempt = 0; attempt < 3; attempt++) await call(credential, false);
    expect(await call("dan", true)).toBe("answer");
    await call("cleo", false);
    expect(await call("dan", true)).toBe("refused by calendar:google");
    const other = breakers.policyOf({ integration: "crm", provider: "hubspot", credential: "default" });
    expect(await other.execute(async () => "answer")).toBe("answer");
  });

  it("opens the way again for everybody when probes of healthy credentials succeed", async () => {
    const { clock, call } = setUp();
    for (const credential of ["ada", "bob", "cleo"]) for (let n = 0; n < 3; n++) await call(credential, false);
    await clock.advance(5_000);
    expect([await call("dan", true), await call("dan", true), await call("ada", true)]).toEqual([
      "answer",
      "answer",
      "answer",
    ]);
  });
});
