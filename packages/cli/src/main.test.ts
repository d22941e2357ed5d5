import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";
import { type RunResult, runCommand } from "./run-command.fixture.ts";
import { runMain } from "./run-main.fixture.ts";

const root = mkdtempSync(join(tmpdir(), "slotkit-cli-"));

beforeAll(() => {
  symlinkSync(fileURLToPath(new URL("../../../node_modules", import.meta.url)), join(root, "node_modules"), "dir");
});
afterAll(() => rmSync(root, { recursive: true }));

describe("slotkit migrate", { timeout: 20_000 }, () => {
  const storage = `sqliteStorage({ file: new URL("./slotkit.db", import.meta.url).pathname })`;
  const header = `import { sqliteStorage } from "@slotkit/storage-sql/sqlite";\n`;

  it("applies what is missing, then finds nothing to do", async () => {
    const project = newProject({ "slotkit.config.ts": `${header}export default { storage: ${storage} };` });
    const first = await slotkit(["migrate"], project);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    const applied = /^✓ Applied (0001-bookings(?:, [\w-]+)*)\. The sqlite storage is at ([\w-]+)\.\n$/.exec(
      first.stdout,
    );
    const [, names = "", newest] = applied ?? [];
    expect(names.split(", ").at(-1)).toBe(newest);
    const second = await slotkit(["migrate"], project);
    expect(second.stdout).toBe(`✓ Already up to date. The sqlite storage is at ${newest}.\n`);
  });

  it("prints JSON when asked", async () => {
    const config = `${header}export default async () => ({ storage: ${storage} });`;
    const project = newProject({ "slotkit.config.mts": config });
    const { code, stdout } = await slotkit(["migrate", "--json"], project);
    const { applied, current, ...rest } = JSON.parse(stdout);
    expect([code, rest]).toEqual([0, { ok: true, storage: "sqlite" }]);
    expect([applied[0], applied.at(-1)]).toEqual(["0001-bookings", current]);
  });

  it("takes the configuration that is named, and ends although that opened a server", async () => {
    const config = `${header}import { createServer } from "node:http";
const config: { storage: unknown } = { storage: ${storage} };
export default function create() { createServer().listen(0); return config; }`;
    const project = newProject({ "etc/booking.ts": config });
    expect(await slotkit(["migrate", "--config", "etc/booking.ts"], project)).toMatchObject({ code: 0 });
  });

  it("says where it looked when there is no configuration", async () => {
    const project = newProject({});
    const { code, stdout, stderr } = await slotkit(["migrate"], project);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`✗ No configuration found. Looked for:\n  ${join(project, "slotkit.config.ts")}\n`);
    expect(stderr).toContain("Create slotkit.config.ts, or name the file with --config.");
  });

  it.each([
    ["no default export", "export const config = {};", "has no default export. Expected: export default defineConfig("],
    ["no storage", "export default { crm: false };", "holds no storage. Expected: export default defineConfig("],
    ["a storage that is none", `export default { storage: "slotkit.db" };`, "holds no storage."],
    [
      "a function that fails",
      `export default () => { throw new Error("SECRET is not set"); };`,
      "exports failed: SECRET is not set",
    ],
    ["a module that is missing", `import "./absent.ts";`, "could not be loaded: Cannot find module"],
  ])("names the remedy for a configuration with %s", async (_, config, message) => {
    const { code, stderr } = await slotkit(["migrate"], newProject({ "slotkit.config.ts": config }));
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });

  it("shows the option, the value and the remedy of a refused storage", async () => {
    const config = `${header}export default { storage: sqliteStorage({ file: "absent/slotkit.db" }) };`;
    const { code, stderr } = await slotkit(["migrate"], newProject({ "slotkit.config.ts": config }));
    expect(code).toBe(1);
    expect(stderr).toContain('Option file received "absent/slotkit.db": the directory');
    expect(stderr).toContain("does not exist. Create it first.");
  });

  it("says which storage could not be migrated, as JSON too", async () => {
    const config = `export default { storage: { name: "remote", migrate: async () => { throw new Error("connect ECONNREFUSED"); }, close: async () => {} } };`;
    const project = newProject({ "slotkit.config.ts": config });
    const message = "The remote storage could not be migrated: connect ECONNREFUSED\nCheck `storage` in ";
    expect(await slotkit(["migrate"], project)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    const { code, stdout } = await slotkit(["migrate", "--json"], project);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ ok: false, error: { message: expect.stringContaining(message) } });
  });
});

describe("slotkit", { timeout: 20_000 }, () => {
  it("shows its help and its version", async () => {
    expect(await slotkit(["--help"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/migrate +Bring/) });
    expect(await slotkit(["help", "slots"])).toEqual(await slotkit(["slots", "--help"]));
    expect(await slotkit(["migrate", "-h"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("--config <file>"),
    });
    expect(await slotkit(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [[], "No command given."],
    [["migarte"], 'Unknown command "migarte".'],
    [["toString"], 'Unknown command "toString".'],
    [["migrate", "--force"], "Unknown option '--force'"],
    [["help", "migarte"], 'Unknown command "migarte".'],
    [["slots", "a.json", "b.json"], "Unexpected argument 'b.json'"],
    [["migrate", "now"], "Unexpected argument 'now'"],
    [["migrate", "--config"], "argument missing"],
  ])("answers %j with exit code 2 and how to do it", async (args, message) => {
    const { code, stdout, stderr } = await runMain(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/Usage: slotkit|See slotkit (migrate|slots) --help/);
  });
});

describe("colour", () => {
  afterEach(() => vi.unstubAllEnvs());
  const { getColorDepth } = WriteStream.prototype;
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true, getColorDepth });
  // Whoever runs the tests may have wishes of their own, and so may the machine.
  beforeEach(() => {
    for (const name of ["CI", "FORCE_COLOR", "NO_COLOR", "NODE_DISABLE_COLORS"]) vi.stubEnv(name, undefined);
    vi.stubEnv("TERM", "xterm-256color");
  });

  it("is for terminals", async () => {
    expect(await refusalOn(terminal())).toContain("\u001b[31m");
    expect(await refusalOn(new PassThrough())).not.toContain("\u001b");
  });

  it("is for those who want it", async () => {
    vi.stubEnv("NO_COLOR", "1");
    expect(await refusalOn(terminal())).not.toContain("\u001b");
  });

  async function refusalOn(stderr: PassThrough): Promise<string> {
    await main([], { directory: root, stdin: new PassThrough(), stdout: new PassThrough(), stderr });
    return String(stderr.read());
  }
});

let projects = 0;

/** A directory with these files, in which packages resolve as they do in a host's project. */
function newProject(files: Readonly<Record<string, string>>): string {
  const directory = join(root, `project${++projects}`);
  mkdirSync(join(directory, "etc"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

function slotkit(args: readonly string[], cwd = root): Promise<RunResult> {
  return runCommand(args, { cwd });
}
