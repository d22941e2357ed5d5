/** Plain values only: a field never carries a secret or personal data. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where SlotKit reports what an operator should know. `console` satisfies the shape. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Says nothing: the default of a library. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
