import { globSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { listFloatingPromises } from "./list-floating-promises.ts";
import { loadProgram } from "./load-program.ts";

// The linter's own rule follows neither imports between packages nor Node's modules; the compiler knows them all.
describe("promises", () => {
  test("are awaited, returned, handled, or let go with `void`", () => {
    const files = globSync(["packages/*/src/**/*.ts", "examples/*/*.ts", "tests/**/*.ts", "benchmarks/**/*.ts"], {
      cwd: root,
    }).filter((file) => !file.endsWith(".d.ts"));
    const program = loadProgram(files.map((file) => root + file));
    const sources = files.flatMap((file) => program.getSourceFile(root + file) ?? []);
    expect(sources).toHaveLength(files.length);
    const floating = sources.flatMap((source) => listFloatingPromises(source, program.getTypeChecker()));
    expect(floating.map((place) => relative(root, place))).toEqual([]);
  });

  test("are found when they float", () => {
    const file = `${root}tests/house/floating.ts`;
    const text = `
      import { writeFile } from "node:fs/promises";
      import type { Clock } from "@slotkit/core";
      export async function go(clock: Clock, later?: () => Promise<void>) {
        writeFile("a", "b");
        clock.sleep(1);
        later?.();
        (clock.sleep(1).then(() => undefined));
        clock.sleep(1).finally(() => undefined);
        await clock.sleep(1);
        void clock.sleep(1);
        clock.sleep(1).catch(() => undefined);
        clock.sleep(1).then(() => undefined, () => undefined);
        later = async () => undefined;
        clock.now();
      }`;
    const program = loadProgram([], new Map([[file, text]]));
    const source = program.getSourceFile(file);
    const found = source ? listFloatingPromises(source, program.getTypeChecker()) : [];
    expect(found.map((place) => Number(place.slice(file.length + 1).split(":")[0]))).toEqual([5, 6, 7, 8, 9]);
  });
});
