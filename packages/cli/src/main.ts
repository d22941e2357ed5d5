import { readFileSync } from "node:fs";
import { parseArgs, styleText } from "node:util";
import { CliError, done, failure, misused } from "./cli-error.ts";
import type { Command, OptionValues, Terminal } from "./command.ts";
import { backfillCrm } from "./commands/backfill-crm.ts";
import { explain } from "./commands/explain.ts";
import { migrate } from "./commands/migrate.ts";
import { recheckTimeZones } from "./commands/recheck-time-zones.ts";
import { slots } from "./commands/slots.ts";
import { sync } from "./commands/sync.ts";
import { describe } from "./load-config.ts";

const commands: Readonly<Record<string, Command>> = {
  migrate,
  sync,
  slots,
  explain,
  "recheck-time-zones": recheckTimeZones,
  "backfill-crm": backfillCrm,
};

const help = `Usage: slotkit <command> [options]
       slotkit help [command]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(18)} ${summary}`)
  .join("\n")}

Options:
  -h, --help     Show this help, or that of a command
  -v, --version  Show the version

Exit codes: 0 done, 1 failed, 2 not understood; 3 answered, and the answer is no: not bookable, or something left to see to.
`;

/**
 * Runs one command line, in a process of its own: it sets that process's time zone to UTC.
 *
 * @param args - What stands after `slotkit`.
 * @returns The exit code: 0 done, 1 failed, 2 not understood, 3 answered with no. Nothing is thrown.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  // date-fns-tz writes other zones exactly only where the process's own clock never changes.
  process.env.TZ = "UTC";
  try {
    return await run(args, terminal);
  } catch (error) {
    report(error, args.includes("--json"), terminal);
    return error instanceof CliError ? error.exitCode : failure;
  }
}

async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === "--help" || name === "-h") return write(terminal, help);
  if (name === "help") return write(terminal, rest[0] === undefined ? help : commandNamed(rest[0]).help);
  if (name === "--version" || name === "-v") return write(terminal, `${readVersion()}\n`);
  if (name === undefined) throw misused(`No command given.\n\n${help}`);
  const command = commandNamed(name);
  const values = parseOptions(name, command, rest);
  return values.help ? write(terminal, command.help) : command.run(values, terminal);
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw misused(`Unknown command ${JSON.stringify(name)}.\n\n${help}`);
  return command;
}

function parseOptions(name: string, command: Command, args: string[]): OptionValues {
  const { options, argument, furtherArguments } = command;
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: argument !== undefined,
    });
    const [given, ...further] = positionals;
    const [surplus] = furtherArguments === undefined ? further : [];
    if (surplus !== undefined) throw new Error(`Unexpected argument '${surplus}': one ${argument} at a time.`);
    return {
      ...(values as OptionValues),
      ...(argument !== undefined ? { [argument]: given } : {}),
      ...(furtherArguments !== undefined ? { [furtherArguments]: further } : {}),
    };
  } catch (error) {
    throw misused(`${describe(error)}\nSee slotkit ${name} --help.`);
  }
}

function report(error: unknown, json: boolean, { stdout, stderr }: Terminal): void {
  const errors = error instanceof CliError ? error.errors : undefined;
  if (json) stdout.write(`${JSON.stringify({ ok: false, error: { message: describe(error), errors } })}\n`);
  else stderr.write(`${styleText("red", "✗", { stream: stderr })} ${describe(error).trimEnd()}\n`);
}

function write({ stdout }: Terminal, text: string): number {
  stdout.write(text);
  return done;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return version;
}
