import type { ParseArgsConfig } from "node:util";

/** Where a command reads and writes. */
export interface Terminal {
  /** The directory the user is in. */
  directory: string;
  /** Somebody types there when it says `isTTY`. */
  stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

/** Values of the options that a command declares, and of its arguments, by name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One subcommand. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What `slotkit <command> --help` shows. */
  help: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Name, among the values, of the one argument that may stand beside the options. Default: there is none. */
  argument?: string;
  /** Name, among the values, of the list of arguments that follow the first. Default: none may. */
  furtherArguments?: string;
  /**
   * Does the work; every failure is thrown.
   *
   * @returns The exit code.
   */
  run(values: OptionValues, terminal: Terminal): Promise<number>;
}

/** The text given for an option or the argument, or `undefined` when there is none. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts given for a list of arguments. */
export function textsOf(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return typeof value === "object" ? value : [];
}
