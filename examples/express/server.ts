import { ConfigurationError } from "@slotkit/core";
import { startExample } from "./start-example.ts";

/** The error codes of a port that cannot be had, in words. */
const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: "The port is taken: stop what listens there, or choose another with PORT=3001 npm start.",
  EACCES: "This port needs more rights: choose one above 1023 with PORT=3000 npm start.",
};

try {
  const example = await startExample(process.env);
  process.stdout.write(`${example.summary}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      example.close().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  process.stderr.write(`\n${describe(error)}\n\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return remedies[code] ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
