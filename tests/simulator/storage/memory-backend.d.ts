import type { MachineClock } from "../world/virtual-time.ts";
import type { StorageBackend } from "./storage-backend.ts";
/** Core's memory storage in the part of a database server on a machine of its own. */
export declare function memoryBackend(clock: MachineClock): StorageBackend;
