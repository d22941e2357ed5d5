import { IntegrationError } from "../ports/integration-error.ts";

/** An effect of an integration that this SlotKit is composed without. */
export function notComposed(option: string): IntegrationError {
  return new IntegrationError("permanent", `SlotKit was started without the option "${option}".`, {
    remedy: `Start it with "${option}" again, or ignore the entry in the manual sync queue.`,
  });
}
