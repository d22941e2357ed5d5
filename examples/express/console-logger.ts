import type { LogFields, Logger } from "@slotkit/core";

/** One line per message on standard error, fields behind it. */
export const consoleLogger: Logger = {
  debug() {},
  info: (message, fields) => write("info", message, fields),
  warn: (message, fields) => write("warn", message, fields),
  error: (message, fields) => write("error", message, fields),
};

function write(level: string, message: string, fields: LogFields = {}): void {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  process.stderr.write(`${[`[${level}]`, message, ...details].join(" ")}\n`);
}
