import { IntegrationError, silentLogger } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { logLate } from "./log-late.ts";
import { withDeadline } from "./with-deadline.ts";

async function lateWith(end: () => Promise<unknown>) {
  const clock = createFakeClock({ startMs: 0 });
  const logged: unknown[] = [];
  const logger = { ...silentLogger, warn: (message: string, fields?: object) => void logged.push([message, fields]) };
  const work = async () => {
    await clock.sleep(60);
    return end();
  };
  const waited = withDeadline(work, { deadlineMs: 50, clock, onLate: logLate(logger, "crm:check") }).catch(
    () => "late",
  );
  await clock.advance(100);
  return [await waited, logged];
}

const message = "An answer came after its deadline and was dropped.";

it("tells of answers that came too late, and not what they said", async () => {
  expect(await lateWith(async () => "grace@example.org")).toEqual([
    "late",
    [[message, { policy: "crm:check", ok: true, kind: null }]],
  ]);
});

it("tells of failures by their kind, and lets none of them go unhandled", async () => {
  const failure = new IntegrationError("throttled", "grace@example.org wants too much", { remedy: "Wait." });
  expect(await lateWith(() => Promise.reject(failure))).toEqual([
    "late",
    [[message, { policy: "crm:check", ok: false, kind: "throttled" }]],
  ]);
  expect(await lateWith(() => Promise.reject(new Error("grace@example.org")))).toEqual([
    "late",
    [[message, { policy: "crm:check", ok: false, kind: null }]],
  ]);
});
