import type { FieldError } from "./errors.ts";

/** A start-up refused because of its options. Each problem names the option, the value received and the remedy. */
export class ConfigurationError extends Error {
  readonly code = "configuration_invalid";
  readonly problems: readonly FieldError[];

  constructor(problems: readonly FieldError[]) {
    super(`SlotKit cannot start: ${problems.map(describeProblem).join(" ")}`);
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

function describeProblem({ field, message, received }: FieldError): string {
  return received === undefined ? `Option ${field}: ${message}` : `Option ${field} received ${received}: ${message}`;
}
