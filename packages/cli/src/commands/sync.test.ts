import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../main.ts";
import { runCommand } from "../run-command.fixture.ts";
import { runMain } from "../run-main.fixture.ts";

let directory = "";

/** The calendar refuses what `refusals.txt` says, for good or in passing. */
const config = `import { readFileSync, existsSync } from "node:fs";
import { IntegrationError, staticCatalog } from "@slotkit/core";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { createMemoryCalendar } from "@slotkit/testing/fakes";
const allDay = [{ start: "00:00", end: "24:00" }];
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const catalog = (clientId) => staticCatalog({
  clientId,
  schedules: [{ id: "always", timeZone: "UTC", weekly: Object.fromEntries(days.map((day) => [day, allDay])) }],
  hosts: [{ id: "ada", name: "Ada Example", schedule: "always", calendars: { destination: "ada@example.com" } }],
  eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 60, hosts: ["ada"] }],
});
const catalogs = { default: catalog("default"), acme: catalog("acme") };
const refusals = new URL("./refusals.txt", import.meta.url);
export default () => {
  const calendar = createMemoryCalendar();
  const kind = existsSync(refusals) ? readFileSync(refusals, "utf8") : "";
  if (kind) calendar.failWrites = new IntegrationError(kind, "The calendar is shared for \\u001b[31mreading only.", { remedy: "Share it for writing, too." });
  return {
    storage: sqliteStorage({ file: new URL("./slotkit.db", import.meta.url).pathname }),
    catalog: { ...catalogs.default, findEventType: (client, slug) => catalogs[client].findEventType(client, slug) },
    calendar, crm: false, notifications: false, secret: "a secret for tests alone, long enough to be taken",
  };
};`;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "slotkit-sync-"));
  symlinkSync(
    fileURLToPath(new URL("../../../../node_modules", import.meta.url)),
    join(directory, "node_modules"),
    "dir",
  );
  writeFileSync(join(directory, "slotkit.config.ts"), config);
});
afterEach(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => runMain(["sync", ...args], { cwd: directory });
const refuse = (kind: string) => writeFileSync(join(directory, "refusals.txt"), kind);

/** So many bookings of a client whose calendar has refused them. */
async function bookRefused(count: number, clientId = "default", kind = "permanent") {
  refuse(kind);
  const { createSlotKit } = await import("@slotkit/core");
  const { default: compose } = await import(join(directory, "slotkit.config.ts"));
  const slotkit = createSlotKit(compose());
  await slotkit.migrate();
  const first = Math.ceil(slotkit.clock.now() / 3_600_000) * 3_600_000 + 24 * 3_600_000;
  for (let index = 0; index < count; index++) {
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    await slotkit.book({ eventType: "intro", start: first + index * 3_600_000, attendee, clientId });
  }
  await slotkit.deliver();
  const entries = await slotkit.listSyncQueue({ clientId });
  await slotkit.stop();
  return entries.map(({ id }) => id);
}

describe("slotkit sync list", () => {
  it("shows cause and remedy, and ends with 3 while something waits for a person", async () => {
    const [id] = await bookRefused(1);
    const { code, stdout, stderr } = await run("list");
    expect([code, stderr]).toEqual([3, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(`✗ ${id}  calendar  manual  client default`);
    expect(lines[1]).toBe("    permanent: The calendar is shared for \\u{1b}[31mreading only.");
    expect(lines[2]).toBe("    → Share it for writing, too.");
    expect(lines[3]).toMatch(/^ {4}1 failed attempt, wanted since \d{4}-/);
    expect(lines[4]).toBe("1 waits for a person.");
    expect(stdout.toLowerCase()).not.toContain("grace");
    expect(stdout).not.toContain("\u001b");
  });

  it("tells programs the same, of all clients or one, by state, integration and cause", async () => {
    await bookRefused(2);
    await bookRefused(1, "acme", "auth");
    const list = async (...args: string[]) => {
      const { code, stdout } = await run("list", "--json", ...args);
      const { ok, entries, counts, left } = JSON.parse(stdout);
      expect(ok).toBe(true);
      return {
        code,
        left,
        counts,
        found: entries.map((entry: Record<string, string>) => [entry.clientId, entry.state, entry.cause]),
      };
    };
    const manual = ["default", "manual", "permanent"];
    const waiting = ["acme", "waiting", "auth"];
    expect(await list()).toEqual({
      code: 3,
      left: 0,
      counts: { manual: 2, waiting: 1, ignored: 0 },
      found: [waiting, manual, manual],
    });
    expect(await list("--client", "acme")).toMatchObject({ code: 0, found: [waiting] });
    expect(await list("--state", "manual")).toMatchObject({ code: 3, found: [manual, manual] });
    expect(await list("--cause", "auth")).toMatchObject({ code: 0, found: [waiting] });
    expect(await list("--integration", "mail")).toMatchObject({ code: 0, found: [] });
    expect(await list("--limit", "1")).toMatchObject({ code: 3, left: 2, found: [waiting] });
    expect((await run("list", "--limit", "2")).stdout).toContain("… and 1 more: show them with --limit 3.");
    expect((await run("list", "--state", "ignored")).stdout).toBe("Nothing in the sync queue.\n");
  });
});

describe("slotkit sync retry, ignore and run", () => {
  it("tries a named entry again, and delivers it when told to", async () => {
    const [first, second] = await bookRefused(2);
    expect(await run("retry", first ?? "")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 entry is tried again."),
    });
    expect(await run("run")).toMatchObject({
      code: 3,
      stdout: "0 delivered. 1 could not be: see `slotkit sync list`.\n",
    });
    refuse("");
    expect((await run("retry", first ?? "", second ?? "", "bk_unknown.calendar", "--json")).stdout).toBe(
      `${JSON.stringify({ ok: true, action: "retry", changed: 2 })}\n`,
    );
    expect(JSON.parse((await run("run", "--integration", "mail", "--json")).stdout)).toEqual({
      ok: true,
      delivered: 0,
      failed: 0,
    });
    expect(JSON.parse((await run("run", "--json")).stdout)).toEqual({ ok: true, delivered: 2, failed: 0 });
    expect(await run("run")).toMatchObject({ code: 0, stdout: "Nothing was due.\n" });
    expect(await run("retry", first ?? "")).toMatchObject({ code: 3, stdout: "Nothing was changed.\n" });
  });

  it("changes many only with --yes where nobody can be asked", async () => {
    await bookRefused(2);
    await bookRefused(1, "acme");
    const { code, stderr } = await run("ignore", "--all");
    expect([code, stderr]).toEqual([
      2,
      "✗ Ignore 3 entries (acme: 1, default: 2)? Nobody is here to answer: say --yes to do it without being asked.\n",
    ]);
    expect(await run("ignore", "--client", "acme", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 entry is ignored."),
    });
    expect(await run("ignore", "--all", "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("2 entries are ignored."),
    });
    expect(await run("retry", "--state", "ignored", "--yes", "--json")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"changed":3'),
    });
  });

  it.each([
    ["y\n", 0, "2 entries are tried again."],
    ["\n", 3, "Nothing was changed."],
    ["no\n", 3, "Nothing was changed."],
  ])("asks somebody at a terminal, who answers %j", async (answer, exitCode, words) => {
    await bookRefused(2);
    const [stdin, stdout, stderr] = [
      Object.assign(new PassThrough(), { isTTY: true }),
      new PassThrough(),
      new PassThrough(),
    ];
    stdin.end(answer);
    const code = await main(["sync", "retry", "--cause", "permanent"], { directory, stdin, stdout, stderr });
    stdout.end();
    stderr.end();
    expect(await text(stderr)).toContain("Retry 2 entries (default: 2)? [y/N]");
    expect([code, await text(stdout)]).toEqual([exitCode, expect.stringContaining(words)]);
  });

  it("works as a process of its own", async () => {
    const [id] = await bookRefused(1);
    const ran = await runCommand(["sync", "ignore", id ?? ""], { cwd: directory });
    expect(ran).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("1 entry is ignored.") });
  }, 30_000);
});

describe("a command line that is not understood", () => {
  it.each([
    [[], "No action given; give list, retry, ignore or run."],
    [["mend"], 'Unknown action "mend"'],
    [["list", "bk_1.calendar"], "slotkit sync list takes no ids."],
    [["retry"], "Say which entries"],
    [["retry", "bk_1.calendar", "--all"], "Say which entries"],
    [["retry", "bk_1.calendar", "--cause", "auth"], "Say which entries"],
    [["list", "--state", "lost"], '--state: received "lost"; give one of manual, waiting, ignored'],
    [["list", "--integration", "fax"], "give one of calendar, crm, mail"],
    [["list", "--cause", "fate"], "give one of permanent, auth"],
    [["list", "--limit", "0"], '--limit: received "0"'],
  ])("%j is refused with 2, before anything is opened", async (args, words) => {
    const { code, stderr } = await runMain(["sync", ...args], { cwd: tmpdir() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});
