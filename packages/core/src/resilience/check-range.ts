import { ConfigurationError } from "../configuration-error.ts";

/** What a number may be; both ends are allowed. */
export interface Range {
  min: number;
  max?: number;
  /** Default: false. */
  integer?: boolean;
}

/**
 * Refuses options that are no number of their range.
 *
 * @param policy - Names the options in the message: `retry`.
 * @throws {ConfigurationError} with every option that is wrong, what it received and what it may be.
 */
export function checkRanges<Name extends string>(
  policy: string,
  values: Readonly<Record<Name, unknown>>,
  ranges: Readonly<Record<Name, Range>>,
): void {
  const names = Object.keys(ranges) as Name[];
  const problems = names
    .filter((name) => !isWithin(values[name], ranges[name]))
    .map((name) => ({
      field: `${policy}.${name}`,
      message: `must be ${describe(ranges[name])}.`,
      received: String(values[name]),
    }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function isWithin(value: unknown, { min, max = Number.POSITIVE_INFINITY, integer = false }: Range): boolean {
  if (typeof value !== "number" || !(value >= min && value <= max)) return false;
  return integer ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function describe({ min, max, integer = false }: Range): string {
  const kind = integer ? "a whole number" : "a number";
  return max === undefined ? `${kind} of at least ${min}` : `${kind} from ${min} to ${max}`;
}
