import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeBooking, makeEffect } from "@slotkit/testing/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RacerStep } from "./racer.child.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-processes-"));
const file = join(directory, "shared.db");
const racers: ChildProcess[] = [];

describe("four processes over one new file", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const script = new URL("./racer.child.ts", import.meta.url);
    for (const name of ["a", "b", "c", "d"]) {
      racers.push(
        fork(script, [file, name], {
          execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
        }),
      );
    }
    await Promise.all(racers.map((racer) => once(racer, "message")));
  }, 60_000);

  afterAll(async () => {
    for (const racer of racers) racer.kill();
    rmSync(directory, { recursive: true });
  });

  it("migrate it once, and all of them find it migrated", async () => {
    const reports = await everyone<{ applied: string[]; current: string }>("migrate");
    expect(reports.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    expect(new Set(reports.map(({ current }) => current)).size).toBe(1);
  });

  it("never claim overlapping times, and every claim that was acknowledged is stored", async () => {
    const won = await everyone<number[]>("claim");
    const storage = sqliteStorage({ file });
    const claims = await storage.forClient("acme").claims.overlapping(["ada"], 0, Number.MAX_SAFE_INTEGER, 0);
    await storage.close();
    const byOwner = ["a", "b", "c", "d"].map((name) => claims.filter(({ ownerUid }) => ownerUid === name));
    expect(byOwner.map((owned) => owned.map(({ start }) => start))).toEqual(won);
    const overlapping = claims.filter((one) =>
      claims.some((other) => one !== other && one.start < other.end && other.start < one.end),
    );
    expect(overlapping).toEqual([]);
    expect(claims.length).toBeGreaterThanOrEqual(24);
  });

  it("lease every effect to one of them", async () => {
    const storage = sqliteStorage({ file });
    const effects = Array.from({ length: 40 }, (_, index) => `ef_${String(index).padStart(2, "0")}`);
    await storage.forClient("acme").transaction([], async (tx) => {
      await tx.bookings.insert(makeBooking());
      for (const id of effects) await tx.effects.save(makeEffect({ id, target: id, notBefore: 0 }));
    });
    await storage.close();
    const leased = await everyone<string[]>("lease");
    expect(leased.flat().sort()).toEqual(effects);
  });

  it("start one idempotent request once", async () => {
    const states = await everyone<{ state: string }>("begin");
    expect(states.map(({ state }) => state).sort()).toEqual(["running", "running", "running", "started"]);
  });

  it("leave a file that needs nothing beside it", async () => {
    await everyone("close");
    expect(readdirSync(directory)).toEqual(["shared.db"]);
    const storage = sqliteStorage({ file });
    await storage.check();
    await storage.close();
  });
});

/** Lets all processes take a step at once. */
function everyone<Report>(step: RacerStep): Promise<Report[]> {
  return Promise.all(
    racers.map(async (racer) => {
      const report = once(racer, "message");
      racer.send(step);
      const [value] = await Promise.race([
        report,
        once(racer, "exit").then(() => Promise.reject(new Error("A process died."))),
      ]);
      return value as Report;
    }),
  );
}
