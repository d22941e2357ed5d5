import { createSlotKit, type SlotKit, type SlotKitOptions } from "@slotkit/core";
import { CliError } from "./cli-error.ts";
import { type OptionValues, type Terminal, textOf } from "./command.ts";
import { describe, loadConfig } from "./load-config.ts";

/**
 * Composes what the configuration describes, on a storage that answers and is up to date, and lets go of it at the end.
 *
 * @param task - What was to be done, for messages: `The sync queue could not be worked on`.
 * @throws {CliError} for whatever fails.
 */
export async function withSlotKit<T>(
  values: OptionValues,
  { directory }: Terminal,
  { task, work }: { task: string; work: (slotkit: SlotKit) => Promise<T> },
): Promise<T> {
  const { file, config, storage } = await loadConfig(directory, textOf(values, "config"));
  let slotkit: SlotKit | null = null;
  try {
    // createSlotKit checks every option itself.
    slotkit = createSlotKit(config as unknown as SlotKitOptions);
    await storage.check();
    return await work(slotkit);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${task} (${file}): ${describe(error)}`, { cause: error });
  } finally {
    await (slotkit ? slotkit.stop() : storage.close());
  }
}
