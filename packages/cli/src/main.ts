import { readFileSync } from "node:fs";
import { parseArgs, styleText } from "node:util";
import { CliError, failure, usageError } from "./cli-error.ts";
import type { Command, OptionValues, Terminal } from "./command.ts";
import { migrate } from "./commands/migrate.ts";
import { describe } from "./load-config.ts";

const commands: Readonly<Record<string, Command>> = { migrate };

const help = `Usage: slotkit <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

Options:
  -h, --help     Show this help, or that of a command
  -v, --version  Show the version

Exit codes: 0 done, 1 failed, 2 not understood.
`;

/**
 * Runs one command line.
 *
 * @param args - What stands after `slotkit`.
 * @returns The exit code: 0 done, 1 failed, 2 not understood. Nothing is thrown.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await run(args, terminal);
    return 0;
  } catch (error) {
    report(error, args.includes("--json"), terminal);
    return error instanceof CliError ? error.exitCode : failure;
  }
}

async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<void> {
  if (name === "--help" || name === "-h" || name === "help") return write(terminal, help);
  if (name === "--version" || name === "-v") return write(terminal, `${readVersion()}\n`);
  if (name === undefined) throw misused(`No command given.\n\n${help}`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw misused(`Unknown command ${JSON.stringify(name)}.\n\n${help}`);
  const values = parseOptions(name, command, rest);
  if (values.help) return write(terminal, command.help);
  await command.run(values, terminal);
}

function parseOptions(name: string, { options }: Command, args: string[]): OptionValues {
  try {
    return parseArgs({ args, options: { ...options, help: { type: "boolean", short: "h" } } }).values as OptionValues;
  } catch (error) {
    throw misused(`${describe(error)}\nSee slotkit ${name} --help.`);
  }
}

function misused(message: string): CliError {
  return new CliError(message, { exitCode: usageError });
}

function report(error: unknown, json: boolean, { stdout, stderr }: Terminal): void {
  if (json) stdout.write(`${JSON.stringify({ ok: false, error: { message: describe(error) } })}\n`);
  else stderr.write(`${styleText("red", "✗", { stream: stderr })} ${describe(error).trimEnd()}\n`);
}

function write({ stdout }: Terminal, text: string): void {
  stdout.write(text);
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return version;
}
