import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspace.mjs";

/** Everything that belongs to the project: tracked files, and new ones that are not ignored. This file names the words. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && !file.endsWith("words.test.ts") && existsSync(join(root, file)))
  .filter((file) => !file.endsWith(".png") && statSync(join(root, file)).size < 2_000_000);

/** Every line that is found wanting, as `file:line: text`. */
function linesThat(areWrong: (line: string) => boolean, except: (file: string) => boolean = () => false): string[] {
  return files
    .filter((file) => !except(file))
    .flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .flatMap((line, index) => (areWrong(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
    );
}

describe("the files of the project", () => {
  test("leave nothing for later", () => {
    const vendored = (file: string) => file === "package-lock.json" || file.endsWith(".discovery.json");
    expect(linesThat((line) => /\b(TODO|FIXME|XXX)\b/.test(line), vendored)).toEqual([]);
  });

  test("name no folder of one machine", () => {
    const homes = /\/home\/\w+\/|\/Users\/\w+\/|[A-Z]:\\+Users\\/;
    const isLocal = (line: string) =>
      homes.test(line) || line.includes(root) || (homedir() !== "/" && line.includes(`${homedir()}/`));
    expect(linesThat(isLocal)).toEqual([]);
  });

  test("lock dependencies without naming a registry", () => {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(lock).toContain('"integrity": "sha512-');
    expect(lock.match(/"resolved": "\w+:\/\/.*/g) ?? []).toEqual([]);
  });
});
