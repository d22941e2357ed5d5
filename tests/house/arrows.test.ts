import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { declaredDependencies, listPackages, type Manifest, readJson, root } from "../../scripts/workspace.mjs";
import { checkArrow } from "./check-arrow.ts";
import { findCycle } from "./find-cycle.ts";
import { type Import, listImports } from "./list-imports.ts";

const ignored = (path: string) => path.includes("node_modules") || path.includes("/dist/");
const sourceFiles = globSync(["packages/*/src/**/*.ts", "examples/*/**/*.ts", "benchmarks/**/*.ts"], { cwd: root })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !ignored(file))
  .sort();
const imports = sourceFiles.flatMap((file) => listImports(file, readFileSync(join(root, file), "utf8")));
const rootManifest: Manifest = readJson(join(root, "package.json"));

/** What the package of a file declares; a file that belongs to none counts on the repository's own package.json. */
function declaredFor(file: string) {
  const home = join(root, ...file.split("/").slice(0, 2), "package.json");
  const manifest: Manifest = existsSync(home) ? readJson(home) : rootManifest;
  return {
    runtime: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    development: [manifest.name, ...declaredDependencies(manifest), ...declaredDependencies(rootManifest)],
  };
}

describe("imports", () => {
  test("run with the arrows", () => {
    expect(imports.flatMap((one) => checkArrow(one, declaredFor(one.file)) ?? [])).toEqual([]);
  });

  test.each(listPackages().map(({ folder }) => folder))("have no cycle between the folders of %s", (folder) => {
    expect(findCycle(folderGraph(`packages/${folder}/src/`))).toBeUndefined();
  });
});

/** Which folder of a package loads which other one. A file beside the folders stands for itself; types are erased. */
function folderGraph(source: string) {
  const graph = new Map<string, Set<string>>();
  const nodeOf = (path: string) => path.slice(source.length).split("/")[0] ?? "";
  for (const { file, specifier, typeOnly } of imports) {
    if (!file.startsWith(source) || file.endsWith(".test.ts") || typeOnly || !specifier.startsWith(".")) continue;
    const [from, to] = [nodeOf(file), nodeOf(posix.join(posix.dirname(file), specifier))];
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

describe("folders", () => {
  test("every package has sources, and an entry in the list of compiler projects", () => {
    const references: { path: string }[] = readJson(join(root, "tsconfig.json")).references;
    for (const { folder } of listPackages()) {
      const sources = sourceFiles.filter((file) => file.startsWith(`packages/${folder}/src/`));
      expect(sources, `packages/${folder} is empty`).not.toEqual([]);
      expect(references).toContainEqual({ path: `packages/${folder}` });
    }
  });

  test("none is called utils", () => {
    expect(sourceFiles.filter((file) => /\/utils?(\/|\.ts$)/.test(file))).toEqual([]);
  });
});

describe("@slotkit/core/slots", () => {
  test("bundles from the slot engine, its rules and its time arithmetic alone, without zod", async () => {
    const { metafile } = await build({
      entryPoints: [join(root, "packages/core/src/slots/index.ts")],
      absWorkingDir: root,
      bundle: true,
      format: "esm",
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain("packages/core/src/slots/find-slots.ts");
    expect(inputs.filter((path) => !/^packages\/core\/src\/(slots|rules|time)\//.test(path))).toEqual([]);
    const [output] = Object.values(metafile.outputs);
    expect(output?.imports).toEqual([]);
    expect(output?.exports).toEqual(expect.arrayContaining(["findSlots", "SlotQueryError"]));
  });
});

/** Imports that must be refused: without them a checker that says yes to everything would pass. */
const forbidden: [file: string, statement: string][] = [
  ["packages/core/src/slots/find-slots.ts", 'import { sqliteStorage } from "@slotkit/storage-sql/sqlite";'],
  ["packages/core/src/slots/find-slots.ts", 'import type { Client } from "@slotkit/client";'],
  ["packages/core/src/slots/find-slots.ts", 'import { readFile } from "node:fs/promises";'],
  ["packages/core/src/slots/find-slots.ts", 'const { readFile } = await import("fs/promises");'],
  ["packages/core/src/slots/find-slots.ts", 'import { format } from "date-fns";'],
  ["packages/core/src/slots/find-slots.ts", 'export * from "../../../server/src/index.ts";'],
  ["packages/core/src/slots/find-slots.ts", 'export type A = import("kysely").Kysely<unknown>;'],
  ["packages/google-calendar/src/index.ts", 'export { hubspot } from "@slotkit/hubspot";'],
  ["packages/google-calendar/src/index.ts", 'import { startGoogle } from "@slotkit/testing/google";'],
  ["packages/google-calendar/src/index.ts", 'import pg from "pg";'],
  ["packages/client/src/index.ts", 'import { problemSchema } from "@slotkit/core/http";'],
  ["packages/client/src/index.ts", 'import { type Problem } from "@slotkit/core/http";'],
  ["packages/client/src/index.ts", 'import type { Booking } from "@slotkit/core";'],
  ["packages/client/src/index.ts", 'import { z } from "zod";'],
  ["packages/client/src/index.ts", 'import { request } from "node:http";'],
  ["packages/widget/src/index.ts", 'import { createHandler } from "@slotkit/server";'],
  ["packages/widget/src/index.ts", 'import type { Slot } from "@slotkit/core/slots";'],
  ["packages/widget/src/index.ts", 'import { format } from "date-fns";'],
  ["packages/widget/src/frameworks/react.ts", 'import { createElement } from "react";'],
  ["packages/server/src/index.ts", 'import { app } from "../../../examples/express/server.ts";'],
  ["packages/server/src/index.ts", 'import { app } from "@slotkit/example-express";'],
  ["packages/unheard-of/src/index.ts", 'import { findSlots } from "@slotkit/core/slots";'],
  ["packages/core/src/slots/find-slots.test.ts", 'import { join } from "lodash";'],
  ["examples/express/server.ts", 'import { join } from "lodash";'],
];

const allowed: [file: string, statement: string][] = [
  ["packages/core/src/http/problem.ts", 'import { z } from "zod";'],
  ["packages/client/src/index.ts", 'import type { Problem } from "@slotkit/core/http";'],
  ["packages/widget/src/index.ts", 'import { repeat } from "lit/directives/repeat.js";'],
  ["packages/widget/src/frameworks/react.ts", 'import type { HTMLAttributes } from "react";'],
  ["packages/server/src/node.ts", 'import { createServer } from "node:http";'],
  ["packages/google-calendar/src/a.test.ts", 'import { startGoogle } from "@slotkit/testing/google";'],
  ["examples/express/server.ts", 'import { startGoogle } from "@slotkit/testing/google";'],
  ["tests/walk/walk.test.ts", 'import { start } from "../../examples/express/server.ts";'],
];

const verdictOn = (file: string, statement: string) =>
  listImports(file, statement).flatMap((one: Import) => checkArrow(one, declaredFor(file)) ?? []);

describe("the checker", () => {
  test.each(forbidden)("refuses, in %s: %s", (file, statement) => {
    expect(verdictOn(file, statement)).toEqual([expect.stringContaining(file)]);
  });

  test.each(allowed)("allows, in %s: %s", (file, statement) => {
    expect(verdictOn(file, statement)).toEqual([]);
  });

  test("finds a cycle", () => {
    const graph = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c", "d"])],
      ["d", new Set(["b"])],
    ]);
    expect(findCycle(graph)).toEqual(["b", "d", "b"]);
  });
});
