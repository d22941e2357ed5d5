import { lineSchema } from "../validation/primitives.ts";

/** Id of a schedule or host, or slug of an event type: it stands in addresses as it is. */
export const idSchema = lineSchema(100).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
  error: "must start with a letter or digit and go on with letters, digits, dots, dashes or underscores",
});
