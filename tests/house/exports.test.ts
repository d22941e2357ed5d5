import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { listPackages, type Package, root } from "../../scripts/workspace.mjs";
import { listImports } from "./list-imports.ts";

type Entry = Record<string, string>;

const builtPackages = listPackages().map((one) => ({ ...one, toString: () => one.manifest.name }));

/** The public modules of a package: import path and the files behind it. A script-tag file is no module. */
function entriesOf({ manifest }: Package): [subpath: string, entry: Entry][] {
  return Object.entries(manifest.exports).filter(
    (pair): pair is [string, Entry] => typeof pair[1] === "object" && !pair[0].endsWith(".js"),
  );
}

/** Paths of the built files with one of the endings, from the package's folder. */
const builtFiles = ({ dir }: Package, ending: string) =>
  globSync(`dist/**/*${ending}`, { cwd: dir }).map((file) => `./${file.replaceAll("\\", "/")}`);

const importsOf = ({ dir }: Package, file: string) =>
  listImports(file, readFileSync(join(dir, file), "utf8")).map(({ specifier }) => specifier);

/** The files that the given ones load from the same package, directly or through others, and they themselves. */
function reachable(one: Package, files: readonly string[], seen = new Set<string>()): Set<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const relative = importsOf(one, file).filter((specifier) => specifier.startsWith("."));
    reachable(
      one,
      relative.map((specifier) => `./${posix.join(posix.dirname(file), specifier)}`),
      seen,
    );
  }
  return seen;
}

describe.each(builtPackages)("%s", (one) => {
  test("declares each public module as source, types and code, in this order", () => {
    for (const [subpath, entry] of entriesOf(one)) {
      expect(Object.keys(entry), subpath).toEqual(["@slotkit/source", "types", "default"]);
      for (const file of Object.values(entry)) {
        expect(existsSync(join(one.dir, file)), `${file} does not exist; \`npm run build\` makes it`).toBe(true);
      }
    }
  });

  test("has built nothing that it does not declare", () => {
    const declared = JSON.stringify(one.manifest);
    const files = builtFiles(one, ".js");
    const roots = files.filter((file) => declared.includes(JSON.stringify(file)));
    expect(roots).not.toEqual([]);
    expect(files.filter((file) => !reachable(one, roots).has(file))).toEqual([]);
  });

  test("needs nothing that its users do not get with it, in code and in types", () => {
    const { dependencies, peerDependencies, name } = one.manifest;
    const provided = Object.keys({ ...dependencies, ...peerDependencies, [name]: "" });
    const isProvided = (specifier: string) =>
      isBuiltin(specifier) || provided.some((known) => specifier === known || specifier.startsWith(`${known}/`));
    const needed = [".js", ".d.ts"].flatMap((ending) =>
      builtFiles(one, ending).flatMap((file) =>
        importsOf(one, file)
          .filter((specifier) => !specifier.startsWith(".") && !isProvided(specifier))
          .map((specifier) => `${file}: ${specifier}`),
      ),
    );
    expect(needed).toEqual([]);
  });

  test("loads from its built files in plain Node", () => {
    const paths = entriesOf(one).map(([subpath]) => posix.join(one.manifest.name, subpath));
    const program = paths.map((path) => `await import(${JSON.stringify(path)});`).join("\n");
    const env = { ...process.env, NODE_OPTIONS: "" };
    expect(() =>
      execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: root, env, stdio: "pipe" }),
    ).not.toThrow();
  });
});
