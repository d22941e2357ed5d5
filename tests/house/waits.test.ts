import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspace.mjs";

/**
 * A promise that somebody else has to settle is a wait without an end, unless something ends it. Each place that makes one
 * says here what that is.
 */
const endedBy: Readonly<Record<string, string>> = {
  "packages/core/src/ports/clock.ts": "its timer, or the signal",
  "packages/core/src/resilience/bulkhead.ts": "the caller's signal, and the calls before it, which letGo() ends",
  "packages/core/src/resilience/let-go.ts": "a timer that begins when the signal aborts, in a race with the work",
  "packages/core/src/resilience/rate-limiter.ts": "maxWaitMs, the call's own end, or the caller's signal",
  "packages/core/src/resilience/until-aborted.ts": "the work it races with, or the signal",
  "packages/core/src/resilience/with-deadline.ts": "the deadline it races with",
  "packages/core/src/storage/serial-queue.ts": "a deadline",
  "packages/notifications/src/reject-on-abort.ts": "the signal, in a race with the work",
  "packages/notifications/src/webhooks/post-webhook.ts": "the signal, which core's deadline aborts",
  "packages/storage-sql/src/turnstile.ts": "a deadline",
};

test("every wait of the packages that run in a server has something that ends it", () => {
  const files = globSync("packages/{core,server,storage-*,google-calendar,hubspot,notifications}/src/**/*.ts", {
    cwd: root,
  }).filter((file) => !/\.(test|child|fixture)\.ts$/.test(file));
  const waiting = files.filter((file) => /new Promise\b|withResolvers/.test(readFileSync(root + file, "utf8")));
  expect(waiting.sort()).toEqual(Object.keys(endedBy).sort());
});

/** Where the outside may be called past its guards, and why that is no call without an end. */
const pastTheGuards = ["packages/core/src/outside/guard-calendar.ts", "packages/core/src/outside/guard-crm.ts"];

test("calendars and CRMs are called through their guards, which bound every call", () => {
  const files = globSync("packages/core/src/**/*.ts", { cwd: root }).filter((file) => !/\.test\.ts$/.test(file));
  const raw = files.filter((file) =>
    /\boptions\.(calendar|crm|notifications)\.\w+\(/.test(readFileSync(root + file, "utf8")),
  );
  expect(raw).toEqual([]);
  const guarding = files.filter((file) => /\bdoorPolicy\(door\)\.execute/.test(readFileSync(root + file, "utf8")));
  expect(guarding).toEqual(expect.arrayContaining(pastTheGuards));
});
