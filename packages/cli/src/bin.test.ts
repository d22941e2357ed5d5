import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { monday } from "./query.fixture.ts";
import { commandLine } from "./run-command.fixture.ts";

/** Every Monday of a year in steps of five minutes: more than a pipe holds. */
const year = {
  ...monday,
  range: { start: "2026-11-23T00:00:00Z", end: "2027-11-23T00:00:00Z" },
  durationMinutes: 5,
  hosts: [{ id: "ada", schedule: { timeZone: "UTC", weekly: { monday: [{ start: "00:00", end: "24:00" }] } } }],
};

test("ends quietly, with the answer's code, when its reader has seen enough", { timeout: 30_000 }, async () => {
  const child = spawn(...commandLine(["explain", "--day", "2026-11-23"]), { stdio: "pipe" });
  child.stdout.destroy();
  child.stdin.end(JSON.stringify({ ...year, now: "2027-11-23T00:00:00Z" }));
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect([code, errors]).toEqual([3, ""]);
});

// Only Linux has a file that is always full.
test.runIf(existsSync("/dev/full"))("says that its output was lost", { timeout: 30_000 }, async () => {
  const full = openSync("/dev/full", "w");
  const child = spawn(...commandLine(["slots"]), { stdio: ["pipe", full, "pipe"] });
  closeSync(full);
  child.stdin?.end(JSON.stringify(monday));
  const [errors, [code]] = await Promise.all([child.stderr && text(child.stderr), once(child, "close")]);
  expect([code, errors]).toEqual([1, expect.stringMatching(/^✗ The output could not be written: ENOSPC.*\n$/)]);
});
