import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@slotkit/core";
import { makeBooking, makeEffect } from "@slotkit/testing/conformance";
import { createDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { postgresStorage } from "./postgres/postgres-storage.ts";
import type { RacerPlace, RacerStep } from "./racer.child.ts";
import { sqliteStorage } from "./sqlite/sqlite-storage.ts";

/** A new database that several processes can reach. */
interface Arena {
  place: RacerPlace;
  open(): Storage;
  /** Runs when all processes have closed it. */
  remove(): Promise<void>;
}

const arenas: Record<string, () => Promise<Arena>> = {
  async SQLite() {
    const directory = mkdtempSync(join(tmpdir(), "slotkit-processes-"));
    const place = { file: join(directory, "shared.db") };
    return {
      place,
      open: () => sqliteStorage(place),
      async remove() {
        expect(readdirSync(directory), "a file that needs nothing beside it").toEqual(["shared.db"]);
        rmSync(directory, { recursive: true });
      },
    };
  },
  async PostgreSQL() {
    const { connectionString, drop } = await createDatabase(inject("postgresUrl"));
    return { place: { connectionString }, open: () => postgresStorage({ connectionString }), remove: drop };
  },
};

describe.each(Object.keys(arenas))("four processes over one new database on %s", { timeout: 60_000 }, (name) => {
  const racers: ChildProcess[] = [];
  let arena: Arena;
  beforeAll(async () => {
    arena = await arenas[name]!();
    const script = new URL("./racer.child.ts", import.meta.url);
    for (const racer of ["a", "b", "c", "d"]) {
      racers.push(
        fork(script, [JSON.stringify(arena.place), racer], {
          execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
        }),
      );
    }
    await Promise.all(racers.map((racer) => once(racer, "message")));
  }, 60_000);

  afterAll(() => {
    for (const racer of racers) racer.kill();
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

  it("migrate it once, and all of them find it migrated", async () => {
    const reports = await everyone<{ applied: string[]; current: string }>("migrate");
    expect(reports.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    expect(new Set(reports.map(({ current }) => current)).size).toBe(1);
  });

  it("never claim overlapping times, and every claim that was acknowledged is stored", async () => {
    const won = await everyone<number[]>("claim");
    const storage = arena.open();
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
    const storage = arena.open();
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

  it("run each of a hundred requests once, and all of them answer it alike", async () => {
    const reports = await everyone<{ ran: string[]; answers: Record<string, string> }>("repeat");
    const keys = Object.keys(reports[0]!.answers);
    expect(keys).toHaveLength(100);
    expect(reports.flatMap(({ ran }) => ran).sort()).toEqual(keys.sort());
    for (const { answers } of reports) expect(answers).toEqual(reports[0]!.answers);
  });

  it("leave it whole when they end", async () => {
    await everyone("close");
    await arena.remove();
  });
});
