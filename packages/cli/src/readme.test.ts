import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ada } from "./query.fixture.ts";
import { runMain } from "./run-main.fixture.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const query: string = /```json\n(.*?)```/s.exec(readme)?.[1] ?? "";

/** Every `$ slotkit slots …` and `$ slotkit explain …` of the page, with what it shows below. */
const examples = [...readme.matchAll(/```console\n(.*?)```/gs)]
  .flatMap(([, block = ""]) => block.split(/^\$ slotkit /m).slice(1))
  .map((example): [command: string, output: string] => [
    example.slice(0, example.indexOf("\n")),
    example.slice(example.indexOf("\n") + 1).trimEnd(),
  ])
  .filter(([command]) => !/^(migrate|sync)\b/.test(command));

const directory = mkdtempSync(join(tmpdir(), "slotkit-readme-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("the page shows what the command prints", () => {
  const hosts = [{ ...ada, busy: ada.busy.map((busy) => ({ ...busy, kind: "lunch" })) }];
  writeFileSync(join(directory, "query.json"), query);
  writeFileSync(
    join(directory, "wrong.json"),
    JSON.stringify({ ...JSON.parse(query), now: "2026-11-20 08:00", hosts }),
  );

  test.each(examples)("slotkit %s", async (command, output) => {
    const { stdout, stderr } = await runMain(command.split(" "), { cwd: directory });
    expect(`${stdout}${stderr}`.trimEnd()).toBe(output);
  });

  test("of both commands", () => {
    const named = new Set(examples.map(([command]) => command.split(" ")[0]));
    expect([...named].sort()).toEqual(["explain", "slots"]);
  });
});

describe("the help shows what its example prints", () => {
  test.each(["slots", "explain"])("%s", async (name) => {
    const { stdout: help } = await runMain([name, "--help"]);
    const [, command = "", input = "", output = ""] =
      /\n {2}slotkit ([^\n]*) <<'END'\n(.*?)\nEND\n(.*)$/s.exec(help) ?? [];
    const { stdout } = await runMain(command.split(" "), { input });
    expect(stdout.trimEnd()).toBe(output.replace(/^ {2}/gm, "").trim());
  });
});
