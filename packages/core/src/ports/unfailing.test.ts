import type { Logger, Telemetry } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";

/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };

const fail = () => {
  throw new Error("exporter down");
};
const reject = async () => fail();

const loggers: Record<string, Logger> = {
  throws: { debug: fail, info: fail, warn: fail, error: fail },
  rejects: { debug: reject, info: reject, warn: reject, error: reject },
};
const telemetries: Record<string, Telemetry> = { throws: { record: fail }, rejects: { record: reject } };

it.each(["throws", "rejects"])("books and delivers though the host's logger and telemetry %s", async (how) => {
  const { slotkit } = composeForTest({ options: { logger: loggers[how], telemetry: telemetries[how] } });
  const { booking } = await slotkit.book({ eventType: "intro", start, attendee });
  await expect(slotkit.book({ eventType: "intro", start, attendee })).rejects.toMatchObject({
    code: "slot_unavailable",
  });
  expect(await slotkit.deliver()).toEqual({ delivered: 4, failed: 0 });
  expect((await slotkit.getBooking(booking.uid)).sync.mail).toBe("synced");
});

it("says in the log that telemetry failed", async () => {
  const warned: unknown[] = [];
  const logger: Logger = {
    debug() {},
    info() {},
    warn: (message, fields) => void warned.push([message, fields]),
    error() {},
  };
  const { slotkit } = composeForTest({ options: { logger, telemetry: { record: fail }, calendar: false } });
  await slotkit.book({ eventType: "intro", start, attendee });
  expect(warned).toEqual([
    ["The host's telemetry failed.", { name: "booking.committed", reason: "Error: exporter down" }],
  ]);
});
