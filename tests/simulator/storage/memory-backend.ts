import { memoryStorage } from "@slotkit/core";
import { readMemoryRows } from "../audit/read-memory-rows.ts";
import type { MachineClock } from "../world/virtual-time.ts";
import type { StorageBackend } from "./storage-backend.ts";

/** Core's memory storage in the part of a database server on a machine of its own. */
export function memoryBackend(clock: MachineClock): StorageBackend {
  const storage = memoryStorage({ clock });
  return {
    connect: () => ({ ...storage, close: async () => undefined }),
    disconnect: async () => undefined,
    rows: () => readMemoryRows(storage.dump()),
    nextEffectAt: () => storage.nextEffectAt(),
    close: () => storage.close(),
  };
}
