/** The command was called in a way it does not understand. */
export const usageError = 2;
/** The command was understood and did not succeed. */
export const failure = 1;

/** A refusal of the command line, for a person to read: what is wrong and what to do. */
export class CliError extends Error {
  readonly exitCode: typeof failure | typeof usageError;

  constructor(message: string, { exitCode = failure, cause }: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}
