import type { ParseArgsConfig } from "node:util";

/** Where a command reads and writes. */
export interface Terminal {
  /** The directory the user is in. */
  directory: string;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

/** Values of the options that a command declares, by name. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** One subcommand. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What `slotkit <command> --help` shows. */
  help: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Resolves when it succeeded; every failure is thrown. */
  run(values: OptionValues, terminal: Terminal): Promise<void>;
}
