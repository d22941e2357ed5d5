import type { z } from "zod";
import { ConfigurationError } from "../configuration-error.ts";
import { fieldErrorsOf } from "./field-errors.ts";

/** Words in an option's name that mark its value as a secret, never to be shown. */
const secretName = /secret|token|password|key|credential|json|url|connectionString/i;

/**
 * Checks a start-up option object.
 *
 * @param root - Name of the options in messages: `createSlotKit`, `staticCatalog`.
 * @throws {ConfigurationError} with one problem per option: its name, the value received (unless secret) and the remedy.
 */
export function parseOptions<T>(schema: z.ZodType<T>, options: unknown, root: string): T {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const mayShow = (path: readonly PropertyKey[]) => !path.some((key) => secretName.test(String(key)));
  throw new ConfigurationError(
    fieldErrorsOf(result.error.issues, options, mayShow).map((problem) => ({
      ...problem,
      field: problem.field === "(root)" ? root : `${root}.${problem.field}`,
    })),
  );
}
