import type { LogFields, Logger } from "./logger.ts";
import type { Telemetry } from "./telemetry.ts";

/** A host's logger whose own failures stay its own: saying what happened must not change what happened. */
export function unfailingLogger(logger: Logger): Logger {
  const say = (level: keyof Logger) => (message: string, fields?: LogFields) =>
    // There is nobody left to tell that telling failed.
    contain(
      () => logger[level](message, fields),
      () => {},
    );
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}

/** A host's telemetry whose failures are logged and go no further. */
export function unfailingTelemetry(telemetry: Telemetry, logger: Logger): Telemetry {
  return {
    record: (name, fields) =>
      contain(
        () => telemetry.record(name, fields),
        (error) => logger.warn("The host's telemetry failed.", { name, reason: String(error) }),
      ),
  };
}

/** Runs a host's function, which may be asynchronous though nobody waits for it. */
function contain(call: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    const result = call();
    if (result instanceof Promise) result.catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}
