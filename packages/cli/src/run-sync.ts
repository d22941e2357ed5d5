import type { SlotKit } from "@slotkit/core";
import { answeredNo, done } from "./cli-error.ts";
import type { OptionValues, Terminal } from "./command.ts";
import { readIntegration } from "./sync-selection.ts";

/** Delivers what is due and ends. An interrupt lets what is under way come to its end. */
export function runSync(values: OptionValues, { stdout }: Terminal): (slotkit: SlotKit) => Promise<number> {
  const integration = readIntegration(values);
  return async (slotkit) => {
    const stopping = new AbortController();
    const stop = () => stopping.abort(new Error("Interrupted."));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
    try {
      const { delivered, failed } = await slotkit.deliver({
        signal: stopping.signal,
        only: integration && [integration],
      });
      const waits = failed > 0 ? ` ${failed} could not be: see \`slotkit sync list\`.` : "";
      stdout.write(
        values.json
          ? `${JSON.stringify({ ok: failed === 0, delivered, failed })}\n`
          : `${delivered === 0 && failed === 0 ? "Nothing was due." : `${delivered} delivered.${waits}`}\n`,
      );
      return failed > 0 ? answeredNo : done;
    } finally {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
    }
  };
}
