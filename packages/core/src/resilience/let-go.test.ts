import { IntegrationError, silentTelemetry } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { letGo } from "./let-go.ts";
import { DeadlineExceeded } from "./with-deadline.ts";

function compose() {
  const clock = createFakeClock({ startMs: 0 });
  const logged: unknown[] = [];
  const logger = {
    debug() {},
    info() {},
    error() {},
    warn: (message: string, fields?: object) => void logged.push([message, fields]),
  };
  const policy = letGo({ graceMs: 1_000, name: "calendar:google", clock, logger, telemetry: silentTelemetry });
  return { clock, logged, policy };
}

it("leaves alone what ends in time, after its signal too", async () => {
  const { clock, logged, policy } = compose();
  const stop = new AbortController();
  const call = policy.execute(
    async () => {
      await clock.sleep(1_500);
      return "partial";
    },
    { signal: stop.signal },
  );
  await clock.advance(1_000);
  stop.abort(new DeadlineExceeded(1_000));
  await clock.advance(999);
  expect(await call).toBe("partial");
  expect([logged, clock.pending]).toEqual([[], 0]);
});

it("waits no longer than the grace for what is deaf, and tells of its answer without what it said", async () => {
  const { clock, logged, policy } = compose();
  const stop = new AbortController();
  const deaf = async () => {
    await clock.sleep(60_000);
    throw new IntegrationError("transient", "grace@example.org is unknown", { remedy: "Wait." });
  };
  const call = policy.execute(deaf, { signal: stop.signal });
  const outcome = call.catch((error: unknown) => error);
  stop.abort(new DeadlineExceeded(10));
  await clock.advance(1_000);
  expect(await outcome).toBeInstanceOf(DeadlineExceeded);
  await clock.advance(60_000);
  expect(logged).toEqual([
    [
      "An answer came after its deadline and was dropped.",
      { policy: "calendar:google", afterMs: 60_000, ok: false, kind: "transient" },
    ],
  ]);
});
