/** The command did what it was asked. */
export const done = 0;
/** The command was understood and did not succeed. */
export const failure = 1;
/** The command was called, or its input written, in a way it does not understand. */
export const usageError = 2;
/** The question was answered, and the answer is no. Not 1, with which a broken installation ends, too. */
export const answeredNo = 3;

/** What is wrong with one field of the input. */
export interface FieldProblem {
  /** As one reads it: `hosts[0].busy[2].end`. */
  readonly field: string;
  /** The value and the remedy. */
  readonly message: string;
}

/** A refusal of the command line, for a person to read: what is wrong and what to do. */
export class CliError extends Error {
  readonly exitCode: typeof failure | typeof usageError;
  /** The refused fields, when it was the input's. */
  readonly errors: readonly FieldProblem[] | undefined;

  constructor(
    message: string,
    { exitCode = failure, cause, errors }: { exitCode?: 1 | 2; cause?: unknown; errors?: readonly FieldProblem[] } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CliError";
    this.exitCode = exitCode;
    this.errors = errors;
  }
}

/** A refusal of what was typed or read. */
export function misused(
  message: string,
  options: { cause?: unknown; errors?: readonly FieldProblem[] } = {},
): CliError {
  return new CliError(message, { ...options, exitCode: usageError });
}
