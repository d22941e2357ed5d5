import { styleText } from "node:util";
import type { MigrationReport } from "@slotkit/core";
import { CliError, done } from "../cli-error.ts";
import { type Command, textOf } from "../command.ts";
import { describe, type LoadedConfig, loadConfig } from "../load-config.ts";

/** Brings the storage's schema up to date. */
export const migrate: Command = {
  summary: "Bring the storage's tables up to date",
  help: `Usage: slotkit migrate [options]

Brings the tables of the configured storage up to date. It changes nothing when they are, and may run
while the application does, in several places at once.

Options:
  --config <file>  Configuration to use (default: slotkit.config.ts in this directory)
  --json           Print the result as JSON
  -h, --help       Show this help
`,
  options: { config: { type: "string" }, json: { type: "boolean" } },
  async run(values, { directory, stdout }) {
    const loaded = await loadConfig(directory, textOf(values, "config"));
    const report = await migrateAndClose(loaded);
    const { name } = loaded.storage;
    stdout.write(
      values.json ? `${JSON.stringify({ ok: true, storage: name, ...report })}\n` : summarise(name, report, stdout),
    );
    return done;
  },
};

async function migrateAndClose({ file, storage }: LoadedConfig): Promise<MigrationReport> {
  try {
    return await storage.migrate();
  } catch (error) {
    const remedy = `Check \`storage\` in ${file}, and that the database can be reached from here.`;
    throw new CliError(`The ${storage.name} storage could not be migrated: ${describe(error)}\n${remedy}`, {
      cause: error,
    });
  } finally {
    await storage.close();
  }
}

function summarise(name: string, { applied, current }: MigrationReport, stdout: NodeJS.WritableStream): string {
  const done = applied.length === 0 ? "Already up to date" : `Applied ${applied.join(", ")}`;
  return `${styleText("green", "✓", { stream: stdout })} ${done}. The ${name} storage is at ${current}.\n`;
}
